import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { corpus } from '../spec/corpus.ts';
import { createApp } from './app.ts';
import { calls } from './calls.ts';
import { givenBucket, givenObject, givenWorld } from './given.contract.ts';
import { unbuiltCalls } from './unbuilt.ts';

const paths = { service: '/', bucket: '/demo', object: '/demo/a' };
const methods = { GET: 'get', PUT: 'put', POST: 'post', DELETE: 'delete' } as const;

async function ask(method: string, on: string, query: string) {
  const world = givenWorld();
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a', 'old');
  const path = `${new Map(Object.entries(paths)).get(on) ?? ''}?${query}`;
  const call = new Map(Object.entries(methods)).get(method) ?? 'get';
  const answer = await request(createApp(world))[call](path).send('new');
  expect((await world.store.head('demo', 'a'))?.size).toBe(3);
  return answer;
}

const rows = unbuiltCalls.map(({ name, method, on, wants }) => {
  const query = wants.map(([parameter, value]) =>
    value === undefined ? parameter : `${parameter}=${value}`,
  );
  return [method, on, query.join('&'), name] as const;
});

it.each(rows)('%s %s ?%s is %s', async (method, on, query, name) => {
  const { text } = await ask(method, on, query);
  expect(text).toContain('<Code>NotImplemented</Code>');
  expect(text).toContain(`implemented: ${name}.</Message>`);
});

it('what is built is not told to be unbuilt, and has one name', () => {
  const built = calls.map(({ name }) => name);
  const named = Object.values(corpus.calls).flatMap((topic) => Object.keys(topic.calls));
  expect(named.filter((name) => built.includes(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

describe('another method', () => {
  it.each([
    ['PUT', 'bucket', 'policyStatus'],
    ['DELETE', 'bucket', 'acl'],
    ['DELETE', 'object', 'symlink'],
    ['GET', 'object', 'append'],
    ['POST', 'bucket', 'referer'],
  ])('%s %s ?%s is not the call without the sub-resource', async (method, on, query) => {
    const { status, text } = await ask(method, on, query);
    expect(status).toBe(405);
    expect(text).toContain('<Code>MethodNotAllowed</Code>');
  });
});

describe('a callback', () => {
  const world = givenWorld();
  const app = createApp(world);

  it.each([
    ['a header', () => request(app).put('/demo/b').set('x-oss-callback', 'e30=').send('new')],
    ['a parameter', () => request(app).put('/demo/b?callback=e30%3D').send('new')],
    [
      'a form',
      () =>
        request(app)
          .post('/demo')
          .field({ key: 'b', callback: 'e30=' })
          .attach('file', Buffer.from('new'), 'b'),
    ],
    [
      'the end of an upload',
      () =>
        request(app)
          .post('/demo/b?uploadId=1')
          .set('x-oss-callback', 'e30=')
          .send('<CompleteMultipartUpload/>'),
    ],
  ])('in %s is refused by its name', async (_, send) => {
    await givenBucket(world, 'demo');
    const { text } = await send();
    expect(text).toContain('implemented: Callback.</Message>');
    expect(await world.store.head('demo', 'b')).toBeUndefined();
  });
});

it.each(['/demo/a?list-type=2&x-oss-process=image/info', '/demo/a?prefix=a&inventoryId=1'])(
  '%s selects nothing',
  async (path) => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    expect((await request(createApp(world)).put(path).send('new')).status).toBe(200);
  },
);
