import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { body, brokenBody, bucketNamed, haltingBody, plain, textAt } from './given.contract.ts';
import {
  countFiles,
  filesUnder,
  openFolder,
  openWithBucket,
  scratchFolder,
} from './given-folder.contract.ts';
import { beginUpload } from './uploads.contract.ts';
import type { Part } from './uploads.ts';

const everyPart = (parts: readonly Part[]) => parts;

const bucketFolder = async (folder: string) => {
  const [name] = await readdir(join(folder, 'buckets'));
  return join(folder, 'buckets', name!);
};

describe('uploads of a folder', () => {
  it('are there with their parts when it is opened again', async () => {
    const { folder, store } = await openWithBucket();
    const object = { ...plain, meta: { author: 'Zoë' }, tags: [{ key: 'a', value: 'b' }] };
    const upload = (await store.uploads.begin('photos', 'a', object))!;
    await store.uploads.putPart('photos', upload.id, 2, body('second'));
    await store.uploads.putPart('photos', upload.id, 1, body('replaced'));
    await store.uploads.putPart('photos', upload.id, 1, body('first '));
    const parts = await store.uploads.listParts('photos', upload.id);
    await store.close();

    const again = await openFolder(folder);
    expect(await again.uploads.find('photos', upload.id)).toEqual(upload);
    expect(await again.uploads.listParts('photos', upload.id)).toEqual(parts);
    expect(await again.uploads.complete('photos', upload.id, everyPart)).toMatchObject(object);
    expect(await textAt(again, 'photos', 'a')).toBe('first second');
    expect(await countFiles(folder)).toMatchObject({ limbo: 0, heads: 1, content: 1 });
  });

  it('keep their bucket from being deleted also when it is opened again', async () => {
    const { folder, store } = await openWithBucket();
    await beginUpload(store);
    await store.close();
    const again = await openFolder(folder);
    expect(await again.deleteBucket('photos')).toBe('not-empty');
  });

  it('leave no file when they have ended', async () => {
    const { folder, store } = await openWithBucket();
    const before = await filesUnder(folder);
    for (const end of ['abort', 'complete']) {
      const upload = await beginUpload(store);
      for (const number of [1, 2, 2])
        await store.uploads.putPart('photos', upload.id, number, body('part'));
      if (end === 'abort') await store.uploads.abort('photos', upload.id);
      else await store.uploads.complete('photos', upload.id, everyPart);
      await store.remove('photos', 'a');
      expect(await filesUnder(folder)).toEqual(before);
    }
  });

  it('leave nothing of a part that fails, comes too late or has lost its bucket', async () => {
    const { folder, store } = await openWithBucket();
    const upload = await beginUpload(store);
    const before = await filesUnder(folder);
    const broken = brokenBody(new Error('gone'), 'new');
    await expect(store.uploads.putPart('photos', upload.id, 1, broken)).rejects.toThrow('gone');
    expect(await filesUnder(folder)).toEqual(before);
    for (const end of [() => store.uploads.abort('photos', upload.id), () => store.clear()]) {
      const other = await beginUpload(store);
      const slow = haltingBody('la', 'te');
      const late = store.uploads.putPart('photos', other.id, 1, slow.pieces);
      await slow.halted;
      await store.uploads.abort('photos', other.id);
      await end();
      slow.resume();
      expect(await late).toBeUndefined();
    }
    expect((await countFiles(folder)).limbo).toBe(0);
    expect((await filesUnder(folder)).size).toBe(2);
  });

  it('fail, and leave nothing, where the store is closed meanwhile', async () => {
    const { folder, store } = await openWithBucket();
    const upload = await beginUpload(store);
    const before = await filesUnder(folder);
    const slow = haltingBody('la', 'te');
    const late = store.uploads.putPart('photos', upload.id, 1, slow.pieces);
    await slow.halted;
    await store.close();
    slow.resume();
    await expect(late).rejects.toThrow('the store is closed');
    const after = await filesUnder(folder);
    expect([...after.keys()].filter((name) => !name.includes('lock'))).toEqual(
      [...before.keys()].filter((name) => !name.includes('lock')),
    );
  });

  it('have been completed whole, or are still there, when the store has closed', async () => {
    const { folder, store } = await openWithBucket();
    const uploads = await Promise.all(
      Array.from({ length: 10 }, (_, index) => beginUpload(store, `key ${index}`)),
    );
    for (const { id } of uploads) await store.uploads.putPart('photos', id, 1, body('whole'));
    const ends = uploads.map(({ id }) => store.uploads.complete('photos', id, everyPart));
    await Promise.race(ends);
    await store.close();
    const done = (await Promise.allSettled(ends)).filter(({ status }) => status === 'fulfilled');
    const again = await openFolder(folder);
    expect(await again.uploads.count('photos')).toBe(uploads.length - done.length);
    expect((await countFiles(folder)).content).toBe(done.length);
    for (const { key } of uploads)
      expect(['whole', undefined]).toContain(await textAt(again, 'photos', key));
  });

  it('lose content without a record, which a killed process left', async () => {
    const { folder, store } = await openWithBucket();
    const upload = await beginUpload(store);
    await store.uploads.putPart('photos', upload.id, 1, body('whole'));
    await store.close();
    const at = join(await bucketFolder(folder), 'uploads', upload.id);
    const names = await readdir(at);
    await copyFile(join(at, 'upload.json'), join(at, 'orphan'));
    const again = await openFolder(folder);
    expect(await again.uploads.listParts('photos', upload.id)).toHaveLength(1);
    expect((await readdir(at)).sort()).toEqual(names.sort());
  });

  it('name the file that is damaged', async () => {
    const { folder, store } = await openWithBucket();
    const upload = await beginUpload(store);
    await store.close();
    const at = join(await bucketFolder(folder), 'uploads', upload.id, 'upload.json');
    await writeFile(at, '{"id":');
    const again = await openFolder(folder);
    await expect(again.uploads.find('photos', upload.id)).rejects.toThrow(`${at} is damaged`);
  });

  it('are in no folder that an earlier version made', async () => {
    const folder = await scratchFolder();
    const store = await openFolder(folder);
    await store.createBucket(bucketNamed('photos'));
    expect(await readdir(await bucketFolder(folder))).not.toContain('uploads');
    expect(await store.uploads.count('photos')).toBe(0);
  });
});

describe('an append to a file', () => {
  it('counts from the size that the record names: what a killed process added is cut off', async () => {
    const { folder, store } = await openWithBucket();
    await store.append('photos', 'a', body('whole '), plain);
    await store.close();
    const content = join(await bucketFolder(folder), 'content');
    const [name] = await readdir(content);
    await writeFile(join(content, name!), 'half of what was added', { flag: 'a' });

    const again = await openFolder(folder);
    expect(await textAt(again, 'photos', 'a')).toBe('whole ');
    await again.append('photos', 'a', body('and more'), plain);
    expect(await textAt(again, 'photos', 'a')).toBe('whole and more');
    expect(await countFiles(folder)).toMatchObject({ limbo: 0, heads: 1, content: 1 });
  });

  it('is there when the folder is opened again', async () => {
    const { folder, store } = await openWithBucket();
    await store.append('photos', 'a', body('first '), plain);
    const head = await store.append('photos', 'a', body('second'), plain);
    await store.close();
    const again = await openFolder(folder);
    expect(await again.head('photos', 'a')).toEqual(head);
    expect(await textAt(again, 'photos', 'a')).toBe('first second');
  });
});
