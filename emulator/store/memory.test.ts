import { PassThrough, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bucketNamed, plain } from './given.contract.ts';
import { createMemoryStore } from './memory.ts';
import { storeContract } from './store.contract.ts';
import { StoreFull } from './store.ts';

const make = (now?: () => number) => {
  const store = createMemoryStore(now === undefined ? {} : { now });
  return Promise.resolve({ store, dispose: () => store.close() });
};
storeContract('memory store', make, 200);

test('bytes beyond the bound are refused and leave room for what fits', async () => {
  const store = createMemoryStore({ maxBytes: 10 });
  await store.createBucket(bucketNamed('photos'));
  const put = (key: string, size: number) =>
    store.put('photos', key, Readable.from([Buffer.alloc(size)]), plain);
  await put('a', 10);
  await expect(put('b', 1)).rejects.toThrow(StoreFull);
  // While an object is put, its old bytes are still kept.
  await expect(put('a', 1)).rejects.toThrow(StoreFull);
  expect((await store.head('photos', 'a'))?.size).toBe(10);
  await store.remove('photos', 'a');
  await store.remove('photos', 'a');
  await put('b', 4);
  await put('b', 6);
  await put('c', 4);
  await expect(put('d', 1)).rejects.toThrow(StoreFull);
  await store.clear();
  await put('d', 10).catch(() => undefined);
  await store.createBucket(bucketNamed('photos'));
  expect((await put('d', 10))?.size).toBe(10);
});

test('what is on its way counts, and no longer when it ends', async () => {
  const store = createMemoryStore({ maxBytes: 10 });
  await store.createBucket(bucketNamed('photos'));
  const slow = new PassThrough();
  const first = store.put('photos', 'a', slow, plain);
  slow.write(Buffer.alloc(6));
  await setImmediate();
  const second = () => store.put('photos', 'b', Readable.from([Buffer.alloc(6)]), plain);
  await expect(second()).rejects.toThrow(StoreFull);
  slow.destroy(new Error('hung up'));
  await expect(first).rejects.toThrow('hung up');
  expect((await second())?.size).toBe(6);
});
