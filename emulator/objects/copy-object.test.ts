import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', '图/a b.txt', 'hello');
});

const copy = (source: string) => request(app).put('/demo/made').set('x-oss-copy-source', source);

test.each([
  ['encoded', '/demo/%E5%9B%BE%2Fa%20b.txt'],
  ['as bytes of UTF-8', Buffer.from('/demo/图/a b.txt').toString('latin1')],
  ['without its first slash', 'demo/%E5%9B%BE/a%20b.txt'],
])('a source may be written %s', async (_, source) => {
  expect((await copy(source)).status).toBe(200);
  expect((await world.store.head('demo', 'made'))?.size).toBe(5);
});

test.each([
  ['a way out of the bucket', '/demo/..%2F..%2Fetc%2Fpasswd', 404],
  ['a zero byte', '/demo/%00', 404],
  ['a key that is too long', `/demo/${'k'.repeat(5000)}`, 404],
  ['bytes that are no UTF-8', '/demo/%ff', 400],
  ['another bucket by a name that none has', '/..%2Fdemo/a', 404],
])('%s names nothing', async (_, source, status) => {
  expect((await copy(source)).status).toBe(status);
  expect(await world.store.head('demo', 'made')).toBeUndefined();
});
