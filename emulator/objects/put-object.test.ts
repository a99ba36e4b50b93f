import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';

// Of `hello`, by md5sum.
const md5 = 'XUFAKrxLKna5cZ2REBfFkg==';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo', { storageClass: 'IA' });
});
const put = (key = 'a') => request(app).put(`/demo/${key}`).type('text/plain');

describe('an accepted put', () => {
  it('answers ETag, MD5 and CRC-64', async () => {
    const { status, headers, text } = await put().send('hello');
    expect(status).toBe(200);
    expect(text).toBe('');
    expect(headers).toMatchObject({
      'content-length': '0',
      etag: '"5D41402ABC4B2A76B9719D911017C592"',
      'content-md5': md5,
      'x-oss-hash-crc64ecma': (await world.store.head('demo', 'a'))?.crc64,
    });
  });

  it('keeps headers, metadata, ACL and storage class', async () => {
    const brought = {
      'Cache-Control': 'no-cache',
      'Content-Disposition': 'attachment; filename="x"',
      'Content-Language': 'zh',
      Expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
      'x-oss-meta-Author': 'alice',
      'x-oss-meta-': 'nameless',
      'x-oss-object-acl': 'private',
      'x-oss-storage-class': 'Archive',
      'x-foreign': 'x',
    };
    await put().set(brought).send('hello');
    expect(await world.store.head('demo', 'a')).toMatchObject({
      acl: 'private',
      storageClass: 'Archive',
      headers: {
        'content-type': 'text/plain',
        'cache-control': 'no-cache',
        'content-disposition': 'attachment; filename="x"',
        'content-language': 'zh',
        expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
      },
      meta: { author: 'alice' },
    });
  });

  it('takes ACL and storage class of its bucket by default', async () => {
    await put().send('hello');
    expect(await world.store.head('demo', 'a')).toMatchObject({
      acl: 'default',
      storageClass: 'IA',
    });
  });

  it('may be empty', async () => {
    const { status, headers } = await put().set('Content-Length', '0');
    expect([status, headers['x-oss-hash-crc64ecma']]).toEqual([200, '0']);
  });

  it('is compared with its Content-MD5', async () => {
    expect((await put().set('Content-MD5', md5).send('hello')).status).toBe(200);
  });
});

describe('a refused put', () => {
  it.each([
    ['another body', { 'Content-MD5': md5 }, 'hallo', 400, 'InvalidDigest'],
    ['no MD5', { 'Content-MD5': 'x' }, 'hello', 400, 'InvalidDigest'],
    ['an unknown ACL', { 'x-oss-object-acl': 'mine' }, 'hello', 400, 'InvalidArgument'],
    ['an unknown storage class', { 'x-oss-storage-class': 'x' }, 'hello', 400, 'InvalidArgument'],
    [
      'forbidden overwriting',
      { 'x-oss-forbid-overwrite': 'true' },
      'hello',
      409,
      'FileAlreadyExists',
    ],
    ['more than 5 GB', { 'Content-Length': '5368709121' }, undefined, 400, 'EntityTooLarge'],
  ])('%s leaves the object as it was', async (_, headers, body, status, code) => {
    await givenObject(world, 'demo', 'a', 'before');
    const answer = await put().set(headers).send(body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
    const object = await world.store.open('demo', 'a');
    expect(Buffer.from((await object?.bytes()) ?? []).toString()).toBe('before');
  });

  it('may forbid to overwrite where there is nothing', async () => {
    expect((await put().set('x-oss-forbid-overwrite', 'true').send('x')).status).toBe(200);
  });
});
