import { copyFile, link, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  body,
  brokenBody,
  bucketNamed,
  haltingBody,
  keysIn,
  plain,
  putText,
  textAt,
} from './given.contract.ts';
import {
  countFiles,
  filesUnder,
  openFolder,
  openWithBucket,
  scratchFolder,
} from './given-folder.contract.ts';
import { identify } from './process-identity.ts';

describe('a put into a folder', () => {
  it('writes each piece before it asks for the next', async () => {
    const { folder, store } = await openWithBucket();
    const size = 100_000;
    const written: number[] = [];
    async function* pieces() {
      for (let piece = 0; piece < 5; piece++) {
        const [name] = await readdir(join(folder, 'limbo'));
        written.push((await stat(join(folder, 'limbo', name!))).size);
        yield Buffer.alloc(size, piece);
      }
    }
    await store.put('photos', 'a', pieces(), plain);
    expect(written).toEqual([0, size, 2 * size, 3 * size, 4 * size]);
  });

  it('leaves nothing where it fails', async () => {
    const { folder, store } = await openWithBucket();
    await putText(store, 'photos', 'a', 'old');
    const before = await filesUnder(folder);
    const refuse = () => {
      throw new Error('not accepted');
    };
    await expect(
      store.put('photos', 'a', brokenBody(new Error('gone'), 'new'), plain),
    ).rejects.toThrow('gone');
    await expect(store.put('photos', 'a', body('new'), plain, refuse)).rejects.toThrow();
    expect(await filesUnder(folder)).toEqual(before);
  });

  it('leaves nothing where its bucket was deleted meanwhile', async () => {
    const { folder, store } = await openWithBucket();
    const slow = haltingBody('first ', 'rest');
    const put = store.put('photos', 'a', slow.pieces, plain);
    await slow.halted;
    await store.deleteBucket('photos');
    slow.resume();
    expect(await put).toBeUndefined();
    expect(await countFiles(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
  });

  it('fails, and leaves nothing, where the store is closed meanwhile', async () => {
    const { folder, store } = await openWithBucket();
    const slow = haltingBody('first ', 'rest');
    const put = store.put('photos', 'a', slow.pieces, plain);
    await slow.halted;
    await store.close();
    slow.resume();
    await expect(put).rejects.toThrow('the store is closed');
    expect(await countFiles(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
    expect(await keysIn(await openFolder(folder), 'photos')).toEqual([]);
  });

  it('has either failed or is there whole when the store has closed', async () => {
    const { folder, store } = await openWithBucket();
    const keys = Array.from({ length: 30 }, (_, index) => `key ${index}`);
    const puts = keys.map((key) => store.put('photos', key, body(key), plain));
    await Promise.race(puts);
    await store.close();
    const atClose = await countFiles(folder);
    const done = (await Promise.allSettled(puts)).filter((put) => put.status === 'fulfilled');
    expect(await countFiles(folder)).toEqual({ ...atClose, limbo: 0 });
    expect(atClose).toMatchObject({ heads: done.length, content: done.length });
    expect(await keysIn(await openFolder(folder), 'photos')).toHaveLength(done.length);
  });

  it('replaces files and never writes over them, so that no half of one can be left', async () => {
    const { folder, store } = await openWithBucket();
    await putText(store, 'photos', 'a', 'A');
    const before = await filesUnder(folder);
    // A second name for each file keeps what stood under the first, unless it is written over.
    const names = [...before.keys()].filter((name) => name.startsWith('buckets'));
    expect(names).toHaveLength(3);
    const kept = await scratchFolder();
    for (const [index, name] of names.entries())
      await link(join(folder, name), join(kept, `${index}`));
    await putText(store, 'photos', 'a', 'B');
    await store.changeObject('photos', 'a', { acl: 'private' });
    await store.changeBucket('photos', { acl: 'public-read' });
    for (const [index, name] of names.entries()) {
      expect(await readFile(join(kept, `${index}`), 'latin1')).toBe(before.get(name));
      expect((await filesUnder(folder)).get(name)).not.toBe(before.get(name));
    }
  });
});

describe('what a killed process leaves', () => {
  const bucketFolder = async (folder: string) => {
    const [name] = await readdir(join(folder, 'buckets'));
    return join(folder, 'buckets', name!);
  };

  it('is removed: bodies and records that were under way, when the folder is opened', async () => {
    const { folder, store } = await openWithBucket();
    await store.close();
    await writeFile(join(folder, 'limbo', 'body'), 'half a bo');
    await writeFile(join(folder, 'limbo', 'record'), '{"half":');
    await openFolder(folder);
    expect(await countFiles(folder)).toMatchObject({ limbo: 0 });
  });

  it('is removed: content without a record, when its bucket is first used', async () => {
    const { folder, store } = await openWithBucket();
    await putText(store, 'photos', 'a', 'A');
    await store.close();
    const content = join(await bucketFolder(folder), 'content');
    const [name] = await readdir(content);
    await copyFile(join(content, name!), join(content, 'orphan'));

    const again = await openFolder(folder);
    expect(await readdir(content)).toHaveLength(2);
    expect(await textAt(again, 'photos', 'a')).toBe('A');
    expect(await readdir(content)).toEqual([name]);
  });

  it('does not stand in the way of opening the folder that it had only begun', async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'oss-double.json.new'), '{"for');
    // Above the highest pid that Linux gives (2^22, proc_sys_kernel(5)).
    const dead = { ...(await identify()), pid: 4_194_305 };
    await writeFile(join(folder, 'oss-double.lock-1'), JSON.stringify(dead));
    const store = await openFolder(folder);
    expect(await store.createBucket(bucketNamed('photos'))).toBe(true);
  });
});
