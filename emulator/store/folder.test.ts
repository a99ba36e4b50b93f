import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFolderStore } from './folder.ts';
import {
  awkwardKeys,
  body,
  brokenBody,
  bucketNamed,
  everything,
  filesUnder,
  haltingBody,
  keysIn,
  plain,
  putText,
  scratchFolder,
  textAt,
  textOf,
} from './given.contract.ts';
import { identifySelf } from './process-identity.ts';
import { storeContract } from './store.contract.ts';
import type { Store } from './store.ts';

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

async function open(folder: string): Promise<Store> {
  const store = await openFolderStore(folder);
  onTestFinished(() => store.close());
  return store;
}

/** A store with one bucket, `photos`. */
async function openWithBucket(): Promise<{ folder: string; store: Store }> {
  const folder = await scratchFolder();
  const store = await open(folder);
  await store.createBucket(bucketNamed('photos'));
  return { folder, store };
}

/** How many files there are of each sort. */
async function count(folder: string) {
  const names = [...(await filesUnder(folder)).keys()];
  const of = (part: string) => names.filter((name) => name.split(/[/\\]/).includes(part)).length;
  return { limbo: of('limbo'), heads: of('heads'), content: of('content') };
}

describe('what a folder keeps', () => {
  it('is all there when it is opened again', async () => {
    const { folder, store } = await openWithBucket();
    await store.changeBucket('photos', { styles: { small: { content: 'image/resize,w_9' } } });
    await store.createBucket(bucketNamed('other'));
    await store.createBucket(bucketNamed('deleted'));
    await store.deleteBucket('deleted');
    for (const key of awkwardKeys) await putText(store, 'photos', key, `at ${key}`);
    const rich = { ...plain, headers: { 'content-type': 'text/plain' }, meta: { __proto__x: 'é' } };
    await store.put('photos', 'rich', body('rich'), rich);
    await store.setAcl('photos', 'rich', 'public-read');
    await store.remove('photos', 'a/b');
    const before = {
      buckets: await store.listBuckets(),
      listing: await store.list('photos', everything),
    };
    await store.close();

    const again = await open(folder);
    expect(await again.listBuckets()).toEqual(before.buckets);
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
    await store.setAcl('photos', 'b', 'private');
    await store.remove('photos', 'b');
    expect(await count(folder)).toEqual({ limbo: 0, heads: 1, content: 1 });
    await store.remove('photos', 'a');
    expect(await count(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
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
    expect(await count(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
  });

  it('fails, and leaves nothing, where the store is closed meanwhile', async () => {
    const { folder, store } = await openWithBucket();
    const slow = haltingBody('first ', 'rest');
    const put = store.put('photos', 'a', slow.pieces, plain);
    await slow.halted;
    await store.close();
    slow.resume();
    await expect(put).rejects.toThrow('the store is closed');
    expect(await count(folder)).toEqual({ limbo: 0, heads: 0, content: 0 });
    expect(await keysIn(await open(folder), 'photos')).toEqual([]);
  });

  it('that has its body ends before the store closes', async () => {
    const { folder, store } = await openWithBucket();
    const closed: Promise<void>[] = [];
    const put = store.put('photos', 'a', body('A'), plain, () => {
      // Queued behind the put's own next steps, of which the first may still find the store open.
      setImmediate(() => closed.push(store.close()));
    });
    const [outcome] = await Promise.allSettled([put]);
    await Promise.all(closed);
    const again = await open(folder);
    expect(await keysIn(again, 'photos')).toEqual(outcome.status === 'fulfilled' ? ['a'] : []);
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
    await open(folder);
    expect(await count(folder)).toMatchObject({ limbo: 0 });
  });

  it('is removed: content without a record, when its bucket is first used', async () => {
    const { folder, store } = await openWithBucket();
    await putText(store, 'photos', 'a', 'A');
    await store.close();
    const content = join(await bucketFolder(folder), 'content');
    const [name] = await readdir(content);
    await copyFile(join(content, name!), join(content, 'orphan'));

    const again = await open(folder);
    expect(await readdir(content)).toHaveLength(2);
    expect(await textAt(again, 'photos', 'a')).toBe('A');
    expect(await readdir(content)).toEqual([name]);
  });

  it('does not stand in the way of opening the folder that it had only begun', async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'oss-double.json.new'), '{"for');
    // Above the highest pid that Linux gives (2^22, proc_sys_kernel(5)).
    const dead = { ...(await identifySelf()), pid: 4_194_305 };
    await writeFile(join(folder, 'oss-double.lock-1'), JSON.stringify(dead));
    const store = await open(folder);
    expect(await store.createBucket(bucketNamed('photos'))).toBe(true);
  });
});

describe('reading', () => {
  it('loads a bucket once, however many ask first', async () => {
    const { folder, store } = await openWithBucket();
    for (const key of ['a', 'b', 'c']) await putText(store, 'photos', key, key);
    await store.close();
    const again = await open(folder);
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
    const again = await open(folder);
    await expect(again.head('photos', 'a')).rejects.toThrow(join(folder, head));
  });
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
    store.setAcl('photos', 'a', 'private'),
    store.remove('photos', 'a'),
    store.list('photos', everything),
    store.clear(),
  ];
  for (const call of calls) await expect(call).rejects.toThrow('the store is closed');
});
