import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedBuckets, seedFolder } from './seed.ts';
import { createMemoryStore } from './store/memory.ts';

const defaults = {
  owner: '1',
  region: 'cn-hangzhou',
  edition: 'current',
  suffixes: ['aliyuncs.com'],
  now: () => 0,
} as const;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-'));
  await mkdir(join(folder, 'photos', 'a', 'b'), { recursive: true });
  await writeFile(join(folder, 'photos', 'a', 'b', 'ü c.jpg'), 'x');
});
afterEach(() => rm(folder, { recursive: true }));

test('folders are buckets, files are objects under their path', async () => {
  const store = createMemoryStore();
  await seedFolder(store, folder, defaults);
  expect(await store.getBucket('photos')).toMatchObject({ acl: 'private', owner: '1' });
  const head = await store.head('photos', 'a/b/ü c.jpg');
  expect(head).toMatchObject({ size: 1, headers: { 'content-type': 'image/jpeg' } });
});

test('the manifest says what a folder cannot', async () => {
  const store = createMemoryStore();
  const manifest =
    'buckets:\n  photos: { acl: public-read, edition: 2019-09, styles: { s: "image/resize,w_1" }, access: { delimiters: ["-", "!"], protect: [.JPG] }, domains: [img.example.com] }\n  empty:\n';
  await writeFile(join(folder, 'oss-double.yaml'), manifest);
  await seedFolder(store, folder, defaults);
  expect(await store.getBucket('photos')).toMatchObject({
    acl: 'public-read',
    edition: '2019-09',
    styles: [{ name: 's', content: 'image/resize,w_1', category: 'image' }],
    access: { delimiters: ['!', '-'], host: 'Both', protect: ['jpg'] },
    domains: [{ host: 'img.example.com' }],
  });
  expect(await store.getBucket('empty')).toBeDefined();
});

test('the manifest lets scripts of other origins in', async () => {
  const store = createMemoryStore();
  const manifest =
    'buckets:\n  photos: { cors: { rules: [{ origins: ["https://*.example.com"] }, { origins: ["*"], methods: [PUT], headers: [x-oss-*], expose: [ETag], maxAge: 60 }], vary: true } }\n';
  await writeFile(join(folder, 'oss-double.yaml'), manifest);
  await seedFolder(store, folder, defaults);
  expect((await store.getBucket('photos'))?.cors).toEqual({
    rules: [
      { origins: ['https://*.example.com'], methods: ['GET', 'HEAD'], headers: [], expose: [] },
      { origins: ['*'], methods: ['PUT'], headers: ['x-oss-*'], expose: ['ETag'], maxAge: 60 },
    ],
    vary: true,
  });
});

test('a bucket has its domains', async () => {
  const store = createMemoryStore();
  const seeds = { photos: { domains: ['Img.Example.com', 'img.example.com', 'a.example.com'] } };
  await seedBuckets(store, seeds, defaults);
  expect((await store.bucketOf('img.example.com'))?.domains).toEqual([
    { host: 'img.example.com', bound: 0 },
    { host: 'a.example.com', bound: 0 },
  ]);
  // One that was there keeps what it has.
  await seedBuckets(store, { photos: { domains: ['b.example.com'] } }, defaults);
  expect(await store.bucketOf('b.example.com')).toBeUndefined();
});

test.each([
  'localhost',
  '127.0.0.1',
  'x.aliyuncs.com',
  'a_b.example.com',
  'http://example.com',
  '',
])('a domain cannot be %j', async (domain) => {
  const seeding = seedBuckets(createMemoryStore(), { photos: { domains: [domain] } }, defaults);
  await expect(seeding).rejects.toThrow(`'${domain}' cannot be a custom domain`);
});

test('two buckets cannot have one domain', async () => {
  const domains = ['img.example.com'];
  const seeding = seedBuckets(
    createMemoryStore(),
    { one: { domains }, two: { domains } },
    defaults,
  );
  await expect(seeding).rejects.toThrow(
    'the domain img.example.com belongs to two buckets, two is one',
  );
});

test('what is in the store already is newer than the seed', async () => {
  const store = createMemoryStore();
  await seedFolder(store, folder, defaults);
  const body = [Buffer.from('newer')];
  await store.put(
    'photos',
    'a/b/ü c.jpg',
    (async function* () {
      yield* await Promise.resolve(body);
    })(),
    { acl: 'default', storageClass: 'Standard', headers: {}, meta: {} },
  );
  await seedFolder(store, folder, defaults);
  expect(await store.head('photos', 'a/b/ü c.jpg')).toMatchObject({ size: 5 });
});

test.each([
  ['buckets: { photos: { acl: open } }', '1:27 buckets.photos.acl: '],
  ['buckets:\n  photos:\n    colour: red\n', '3:13 buckets.photos.colour: '],
  ['# none\nbukkets: {}', '2:1 buckets: '],
  ['buckets:\n  photos: { styles: { current: 7 } }', '2:32 buckets.photos.styles.current: '],
  ['buckets: [', '1:11 '],
])('the manifest %j is refused with file, line and column', async (text, where) => {
  const file = join(folder, 'oss-double.yaml');
  await writeFile(file, text);
  const seeding = seedFolder(createMemoryStore(), folder, defaults);
  await expect(seeding).rejects.toThrow(`${file}:${where}`);
});

test('a folder whose name no bucket can have is an error that names it', async () => {
  await mkdir(join(folder, 'My Photos'));
  const seeding = seedFolder(createMemoryStore(), folder, defaults);
  await expect(seeding).rejects.toThrow("'My Photos'");
});

test('a folder that is not there is an error in words', async () => {
  const gone = join(folder, 'none');
  await expect(seedFolder(createMemoryStore(), gone, defaults)).rejects.toThrow(gone);
});
