import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { expect, expectTypeOf, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { probe } from './engine/probe.ts';
import {
  type BucketHandle,
  createApp,
  type Emulator,
  type EmulatorApp,
  startEmulator,
} from './index.ts';

const picture = await readFile(join(packageRoot, 'fixtures/demo/image-demo/example.jpg'));

test('what is put is served by its address', async () => {
  await using oss = await startEmulator({ buckets: { photos: { acl: 'public-read' } } });
  const photos = oss.bucket('photos');
  await photos.put('a b/ü?&+.jpg', picture, { meta: { of: 'cat' } });
  const answer = await fetch(photos.url('a b/ü?&+.jpg', { process: 'image/resize,w_200' }));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const { width } = await probe(Buffer.from(await answer.arrayBuffer()));
  expect(width).toBe(200);
  const whole = await fetch(photos.url('a b/ü?&+.jpg'));
  expect(whole.headers.get('x-oss-meta-of')).toBe('cat');
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(picture);
});

test('metadata are served as UTF-8, and what no header can hold is not stored', async () => {
  await using oss = await startEmulator({ buckets: { photos: { acl: 'public-read' } } });
  const photos = oss.bucket('photos');
  await photos.put('a', 'x', { meta: { author: 'Zoë 图' } });
  const { headers } = await fetch(photos.url('a'));
  const author = Buffer.from(headers.get('x-oss-meta-author') ?? '', 'latin1').toString();
  expect(author).toBe('Zoë 图');
  for (const wrong of [{ of: 'a\nb' }, { 'a b': 'c' }, { 图: 'c' }])
    await expect(photos.put('b', 'x', { meta: wrong })).rejects.toThrow(RangeError);
  await expect(photos.put('b', 'x', { headers: { expires: '\0' } })).rejects.toThrow(RangeError);
  expect((await fetch(photos.url('b'))).status).toBe(404);
});

test('a signed address opens what is private, as it is written and for as long as it says', async () => {
  await using oss = await startEmulator({ buckets: { photos: {} } });
  const photos = oss.bucket('photos');
  await photos.put('ü/cat.jpg', picture);
  const status = (url: string) => fetch(url).then((answer) => answer.status);
  const process = 'image/resize,w_200';
  expect(await status(photos.url('ü/cat.jpg', { process }))).toBe(403);
  const url = photos.url('ü/cat.jpg', { process, signed: true });
  expect(await status(url)).toBe(200);
  expect(await status(url.replace('w_200', 'w_100'))).toBe(403);
  expect(await status(photos.url('ü/cat.jpg', { signed: true }))).toBe(200);
  expect(await status(photos.url('ü/cat.jpg', { signed: true, expires: -1 }))).toBe(403);
});

test('an app without a port has paths', async () => {
  await using oss = await createApp({ buckets: { photos: {} } });
  const photos = oss.bucket('photos');
  await photos.put('note', 'hello', { headers: { 'content-type': 'text/plain' } });
  expect(photos.url('note')).toBe('/photos/note');
  await request(oss.app).get('/photos/note').expect(403);
  const { text } = await request(oss.app)
    .get(photos.url('note', { signed: true }))
    .expect(200);
  expect(text).toBe('hello');
});

test('a bucket has to be there', async () => {
  await using oss = await createApp();
  await expect(oss.bucket('none').put('a', 'x')).rejects.toThrow("there is no bucket 'none'");
});

test('many emulators know nothing of each other', async () => {
  await using one = await startEmulator({ buckets: { photos: { acl: 'public-read' } } });
  await using other = await startEmulator({ buckets: { photos: { acl: 'public-read' } } });
  await one.bucket('photos').put('a', 'one');
  await other.bucket('photos').put('a', 'other');
  await other.reset();
  expect((await fetch(other.bucket('photos').url('a'))).status).toBe(404);
  expect(await (await fetch(one.bucket('photos').url('a'))).text()).toBe('one');
});

test('the types say what there is', () => {
  expectTypeOf<Emulator>().toHaveProperty('url').toEqualTypeOf<string>();
  expectTypeOf<EmulatorApp>().not.toHaveProperty('url');
  expectTypeOf(startEmulator).returns.resolves.toExtend<AsyncDisposable>();
  expectTypeOf<BucketHandle['url']>().returns.toEqualTypeOf<string>();
  expectTypeOf<Parameters<BucketHandle['put']>[1]>().toEqualTypeOf<string | Uint8Array>();
  // @ts-expect-error an option that there is not
  const wrong: Parameters<BucketHandle['url']>[1] = { sign: true };
  expect(wrong).toBeDefined();
});
