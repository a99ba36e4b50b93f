import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openFolderStore } from './folder.ts';
import {
  awkwardKeys,
  body,
  bucketNamed,
  everything,
  keysIn,
  plain,
  putText,
  textAt,
  textOf,
  style,
} from './given.contract.ts';
import { countFiles, filesUnder, openFolder, openWithBucket } from './given-folder.contract.ts';
import { storeContract } from './store.contract.ts';

const make = async (now?: () => number) => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  const store = await openFolderStore(folder, now === undefined ? {} : { now });
  const dispose = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, dispose };
};
// Few: every draw waits for the disk some dozens of times.
storeContract('folder store', make, 12);

describe('what a folder keeps', () => {
  it('is all there when it is opened again', async () => {
    const { folder, store } = await openWithBucket();
    const domains = [{ host: 'img.example.com', bound: 1_700_000_000_000 }];
    await store.changeBucket('photos', { styles: [style], domains });
    await store.createBucket(bucketNamed('other'));
    await store.createBucket(bucketNamed('deleted'));
    await store.deleteBucket('deleted');
    for (const key of awkwardKeys) await putText(store, 'photos', key, `at ${key}`);
    const rich = {
      ...plain,
      headers: { 'content-type': 'text/plain' },
      meta: { __proto__x: 'é' },
      tags: [{ key: 'a', value: 'é' }],
    };
    await store.put('photos', 'rich', body('rich'), rich);
    await store.changeObject('photos', 'rich', { acl: 'public-read' });
    await store.remove('photos', 'a/b');
    const before = {
      buckets: await store.listBuckets(),
      listing: await store.list('photos', everything),
    };
    await store.close();

    const again = await openFolder(folder);
    expect(await again.listBuckets()).toEqual(before.buckets);
    expect((await again.bucketOf('img.example.com'))?.name).toBe('photos');
    expect(await again.list('photos', everything)).toEqual(before.listing);
    expect(await keysIn(again, 'other')).toEqual([]);
    for (const key of awkwardKeys.filter((key) => key !== 'a/b')) {
      expect(await textAt(again, 'photos', key)).toBe(`at ${key}`);
    }
    expect(await again.head('photos', 'rich')).toMatchObject({ ...rich, acl: 'public-read' });
  });

  it('is one record and one content for each object, whatever was put over and removed', async () => {
    const { folder, store } = await openWithBucket();
    for (const content of ['1', '22', '333']) await putText(store, 'photos', 'a', content);
    await putText(store, 'photos', 'b', 'B');
    await store.changeObject('photos', 'b', { acl: 'private' });
    await store.remove('photos', 'b');
    expect(await countFiles(folder)).toEqual({ limbo: 0, heads: 1, content: 1 });
    await store.remove('photos', 'a');
    expect(await countFiles(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
  });

  it('is nothing of a bucket that was deleted or cleared', async () => {
    const { folder, store } = await openWithBucket();
    await store.deleteBucket('photos');
    await store.createBucket(bucketNamed('photos'));
    await putText(store, 'photos', 'a', 'A');
    await store.clear();
    const names = [...(await filesUnder(folder)).keys()].sort();
    expect(names).toEqual(['oss-double.json', 'oss-double.lock-1']);
  });
});

describe('reading', () => {
  it('loads a bucket once, however many ask first', async () => {
    const { folder, store } = await openWithBucket();
    for (const key of ['a', 'b', 'c']) await putText(store, 'photos', key, key);
    await store.close();
    const again = await openFolder(folder);
    const [keys, text, head] = await Promise.all([
      keysIn(again, 'photos'),
      textAt(again, 'photos', 'b'),
      again.head('photos', 'c'),
      putText(again, 'photos', 'd', 'd'),
    ]);
    expect([keys, text, head?.key]).toEqual([['a', 'b', 'c'], 'b', 'c']);
    expect(await keysIn(again, 'photos')).toEqual(['a', 'b', 'c', 'd']);
  });

  it.runIf(process.platform === 'linux')('closes every file it opened', async () => {
    const { folder, store } = await openWithBucket();
    const openFiles = async () => {
      const names = await readdir('/proc/self/fd');
      const paths = names.map((name) => readlink(join('/proc/self/fd', name)).catch(() => ''));
      return (await Promise.all(paths)).filter((path) => path.startsWith(folder));
    };
    await store.put('photos', 'a', body(Buffer.alloc(300_000)), plain);
    const ended = (await store.open('photos', 'a'))!;
    const destroyed = (await store.open('photos', 'a'))!;
    const unread = (await store.open('photos', 'a'))!;
    const closed = (await store.open('photos', 'a'))!;
    expect(await openFiles()).toHaveLength(4);

    await textOf(ended);
    const begun = destroyed.stream();
    await once(begun, 'readable');
    for (const stream of [begun, unread.stream()]) {
      if (!(stream instanceof Readable)) throw new Error('a stream that cannot be destroyed');
      const over = once(stream, 'close');
      stream.destroy();
      await over;
    }
    await closed.bytes();
    await closed.close();
    expect(await openFiles()).toEqual([]);
  });

  it('says which file is damaged', async () => {
    const { folder, store } = await openWithBucket();
    await putText(store, 'photos', 'a', 'A');
    await store.close();
    const records = [...(await filesUnder(folder)).keys()];
    const head = records.find((name) => name.includes('heads'))!;
    await writeFile(join(folder, head), '{"blob":"x","head":{"key":"a"}}');
    const again = await openFolder(folder);
    await expect(again.head('photos', 'a')).rejects.toThrow(join(folder, head));
  });
});

it('says which content is missing', async () => {
  const { folder, store } = await openWithBucket();
  await putText(store, 'photos', 'a', 'A');
  const content = [...(await filesUnder(folder)).keys()].find((name) => name.includes('content'))!;
  await rm(join(folder, content));
  await expect(store.open('photos', 'a')).rejects.toThrow(join(folder, content));
});

it('refuses every call once it is closed, and may be closed twice', async () => {
  const { store } = await openWithBucket();
  await Promise.all([store.close(), store.close()]);
  await store.close();
  const calls = [
    store.listBuckets(),
    store.getBucket('photos'),
    store.createBucket(bucketNamed('photos')),
    store.changeBucket('photos', {}),
    store.deleteBucket('photos'),
    store.head('photos', 'a'),
    store.open('photos', 'a'),
    store.put('photos', 'a', body('A'), plain),
    store.changeObject('photos', 'a', { acl: 'private' }),
    store.remove('photos', 'a'),
    store.list('photos', everything),
    store.clear(),
  ];
  for (const call of calls) await expect(call).rejects.toThrow('the store is closed');
});
