import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { body, bucketNamed, haltingBody, keysIn, plain } from './given.contract.ts';
import { createMemoryStore } from './memory.ts';
import { type Store, StoreFull } from './store.ts';
import { beginUpload } from './uploads.contract.ts';
import { mostUploads, type Part, TooManyUploads } from './uploads.ts';

const everyPart = (parts: readonly Part[]) => parts;

async function storeOf(maxBytes: number): Promise<Store> {
  const store = createMemoryStore({ maxBytes });
  await store.createBucket(bucketNamed('photos'));
  return store;
}
const bytes = (size: number) => Readable.from([Buffer.alloc(size)]);

test('parts count against the bound, and make room when the upload ends', async () => {
  const store = await storeOf(10);
  const room = (size: number) => store.put('photos', 'room', bytes(size), plain);
  const upload = await beginUpload(store);
  const put = (number: number, size: number) =>
    store.uploads.putPart('photos', upload.id, number, bytes(size));
  await put(1, 4);
  await put(2, 6);
  await expect(put(3, 1)).rejects.toThrow(StoreFull);
  await expect(room(1)).rejects.toThrow(StoreFull);
  await store.uploads.abort('photos', upload.id);
  expect((await room(10))?.size).toBe(10);
  await store.remove('photos', 'room');

  const other = await beginUpload(store);
  for (const size of [3, 4, 5]) await store.uploads.putPart('photos', other.id, 1, bytes(size));
  await store.uploads.putPart('photos', other.id, 2, bytes(5));
  // The part that is left out goes, what is made of the other stays.
  await store.uploads.complete('photos', other.id, (parts) => parts.slice(0, 1));
  await expect(room(6)).rejects.toThrow(StoreFull);
  expect((await room(5))?.size).toBe(5);
});

test('a part that is larger than what is free is refused while it comes', async () => {
  const store = await storeOf(10);
  const upload = await beginUpload(store);
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 4;
      yield await Promise.resolve(Buffer.alloc(4));
    }
  }
  const put = store.uploads.putPart('photos', upload.id, 1, endless());
  await expect(put).rejects.toThrow(StoreFull);
  expect(read).toBe(12);
  expect(await store.uploads.listParts('photos', upload.id)).toEqual([]);
  expect((await store.uploads.putPart('photos', upload.id, 1, bytes(10)))?.size).toBe(10);
});

test('what is appended counts, what is there is not counted again', async () => {
  const store = await storeOf(10);
  const append = (size: number) => store.append('photos', 'a', bytes(size), plain);
  await append(6);
  await append(4);
  await expect(append(1)).rejects.toThrow(StoreFull);
  await store.remove('photos', 'a');
  expect((await append(10))?.size).toBe(10);
});

test('a bucket has a bounded number of uploads under way', async () => {
  const store = await storeOf(10);
  const begin = () => store.uploads.begin('photos', 'a', plain);
  const first = await begin();
  for (let made = 1; made < mostUploads; made++) await begin();
  await expect(begin()).rejects.toThrow(TooManyUploads);
  await store.uploads.abort('photos', first!.id);
  expect(await begin()).toBeDefined();
});

test('parts that come while everything is dropped are not counted afterwards', async () => {
  const store = await storeOf(10);
  const upload = await beginUpload(store);
  const slow = haltingBody('12345', '678');
  const late = store.uploads.putPart('photos', upload.id, 1, slow.pieces);
  await slow.halted;
  await store.clear();
  await store.createBucket(bucketNamed('photos'));
  slow.resume();
  expect(await late).toBeUndefined();
  expect((await store.put('photos', 'a', bytes(10), plain))?.size).toBe(10);
});

test('an upload that is completed twice over takes its bytes once', async () => {
  const store = await storeOf(8);
  for (let times = 0; times < 3; times++) {
    const { id } = await beginUpload(store);
    await store.uploads.putPart('photos', id, 1, body('1234'));
    await store.uploads.complete('photos', id, everyPart);
  }
  expect(await keysIn(store, 'photos')).toEqual(['a']);
  expect((await store.put('photos', 'b', bytes(4), plain))?.size).toBe(4);
});
