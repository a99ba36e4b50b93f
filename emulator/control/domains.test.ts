import request from 'supertest';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  for (const name of ['one', 'two']) {
    await givenBucket(world, name);
    await givenObject(world, name, 'a', name);
  }
});

const bind = (host: string, body: unknown) =>
  request(app).put(`/-/domains/${host}`).type('json').send(JSON.stringify(body));
const read = async (host: string): Promise<string> =>
  String((await request(app).get('/a').set('Host', host)).body);

it('binds a domain, moves it and unbinds it', async () => {
  const { status, body } = await bind('Img.Example.com', { bucket: 'one' });
  expect([status, body]).toEqual([200, { host: 'img.example.com', bucket: 'one' }]);
  expect(await read('img.example.com')).toBe('one');
  expect((await bind('img.example.com', { bucket: 'one' })).status).toBe(200);
  await bind('img.example.com', { bucket: 'two' });
  expect(await read('IMG.example.com:9000')).toBe('two');
  expect((await world.store.getBucket('one'))?.domains).toEqual([]);

  const gone = await request(app).delete('/-/domains/img.example.com');
  expect([gone.status, gone.body]).toEqual([200, { host: 'img.example.com' }]);
  expect((await request(app).delete('/-/domains/img.example.com')).status).toBe(404);
  expect((await world.store.getBucket('two'))?.domains).toEqual([]);
});

it('is no route on a custom domain, where it is a key', async () => {
  await bind('img.example.com', { bucket: 'one' });
  const reset = await request(app).post('/-/reset').set('Host', 'img.example.com');
  expect(reset.status).not.toBe(200);
  expect(await world.store.head('one', 'a')).toBeDefined();
  expect((await request(app).get('/-/health').set('Host', 'other.example.com')).status).toBe(200);
});

it.each([
  ['img.example.com', { bucket: 'none' }, 404, 'no bucket none'],
  ['img.example.com', {}, 400, 'the body is'],
  ['img.example.com', { bucket: 'one', region: 'x' }, 400, 'the body is'],
  ['img.example.com', [], 400, 'no object'],
  ['one.localhost', { bucket: 'two' }, 400, 'cannot be a custom domain'],
  ['127.0.0.1', { bucket: 'one' }, 400, 'cannot be a custom domain'],
])('refuses %s with %j', async (host, sent, status, problem) => {
  const answer = await bind(host, sent);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringContaining(problem)]);
  expect(await world.store.bucketOf(host)).toBeUndefined();
});

it('gives one domain to one bucket, however many ask at once', async () => {
  const names = ['one', 'two', 'one', 'two', 'one', 'two'];
  await Promise.all(names.map((bucket) => bind('img.example.com', { bucket })));
  const buckets = await world.store.listBuckets();
  expect(buckets.flatMap(({ domains }) => domains)).toHaveLength(1);
});

it('binds no more than 100 to one bucket', async () => {
  const domains = Array.from({ length: 100 }, (_, i) => ({ host: `d${i}.example.com`, bound: 0 }));
  await world.store.changeBucket('one', { domains });
  expect((await bind('img.example.com', { bucket: 'one' })).status).toBe(409);
});
