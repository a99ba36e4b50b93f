import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld, now } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
  const stored = { headers: { 'cache-control': 'no-cache' }, meta: { author: 'alice' } };
  await givenObject(world, 'demo', 'a', 'hello', stored);
});

const modified = new Date(now).toUTCString();
const etag = '"5D41402ABC4B2A76B9719D911017C592"';
const whole = {
  'content-type': 'application/octet-stream',
  'content-length': '5',
  etag,
  'last-modified': modified,
  'accept-ranges': 'bytes',
  'cache-control': 'no-cache',
  'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==',
  'x-oss-object-type': 'Normal',
  'x-oss-storage-class': 'Standard',
  'x-oss-hash-crc64ecma': expect.stringMatching(/^\d+$/),
  'x-oss-meta-author': 'alice',
};

describe('GetObject', () => {
  it('answers the bytes and all that is known of them', async () => {
    const { status, headers, body } = await request(app).get('/demo/a');
    expect(status).toBe(200);
    expect(headers).toMatchObject(whole);
    expect(body).toEqual(Buffer.from('hello'));
  });

  it('answers a stored Content-Disposition in the octets that were put', async () => {
    const octets = Buffer.from('attachment; filename=图.jpg').toString('latin1');
    await givenObject(world, 'demo', 'b', 'x', { headers: { 'content-disposition': octets } });
    const { status, headers } = await request(app).get('/demo/b');
    expect([status, headers['content-disposition']]).toEqual([200, octets]);
  });

  it('answers a part', async () => {
    const { status, headers, body } = await request(app).get('/demo/a').set('Range', 'bytes=1-3');
    expect(status).toBe(206);
    expect(headers).toMatchObject({ 'content-range': 'bytes 1-3/5', 'content-length': '3', etag });
    expect(headers).not.toHaveProperty('content-md5');
    expect(body).toEqual(Buffer.from('ell'));
  });

  it('passes over a range that it cannot serve, unless told otherwise', async () => {
    const asked = () => request(app).get('/demo/a').set('Range', 'bytes=5-');
    const { status, body } = await asked();
    expect([status, body]).toEqual([200, Buffer.from('hello')]);
    const { status: refused, text } = await asked().set('x-oss-range-behavior', 'standard');
    expect(refused).toBe(416);
    expect(text).toContain('<Code>InvalidRange</Code>');
  });

  it('answers 304 with ETag, time and metadata', async () => {
    const { status, headers, text } = await request(app).get('/demo/a').set('If-None-Match', etag);
    expect(status).toBe(304);
    expect(headers).toMatchObject({
      etag,
      'last-modified': modified,
      'x-oss-meta-author': 'alice',
    });
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('content-length');
    expect(text).toBe('');
  });

  it('answers 412 with the condition', async () => {
    const { status, text } = await request(app).get('/demo/a').set('If-Match', '"X"');
    expect(status).toBe(412);
    expect(text).toContain('<Code>PreconditionFailed</Code>');
    expect(text).toContain('<Condition>If-Match</Condition>');
  });

  it('closes the object whatever is answered', async () => {
    const open = world.store.open.bind(world.store);
    const closed: boolean[] = [];
    world.store.open = async (...at) => {
      const object = await open(...at);
      const index = closed.push(false) - 1;
      return (
        object && {
          head: object.head,
          bytes: () => object.bytes(),
          stream: (range) => object.stream(range).once('close', () => (closed[index] = true)),
          close: () => {
            closed[index] = true;
            return object.close();
          },
        }
      );
    };
    await request(app).get('/demo/a');
    await request(app).get('/demo/a').set('If-None-Match', etag);
    await request(app).get('/demo/a').set('Range', 'bytes=0-1');
    expect(closed).toEqual([true, true, true]);
  });
});

describe('HeadObject', () => {
  it('answers the headers of the GET', async () => {
    const { status, headers, body } = await request(app).head('/demo/a');
    expect(status).toBe(200);
    expect(headers).toMatchObject(whole);
    expect(body).toEqual({});
  });

  it('answers 304 with metadata', async () => {
    const { status, headers } = await request(app)
      .head('/demo/a')
      .set('If-Modified-Since', modified);
    expect([status, headers['x-oss-meta-author']]).toEqual([304, 'alice']);
  });

  it('puts a refusal into a header', async () => {
    const { status, headers } = await request(app).head('/demo/none');
    expect([status, headers['x-oss-ec']]).toEqual([404, '0026-00000001']);
    const document = Buffer.from(headers['x-oss-err'] ?? '', 'base64').toString();
    expect(document).toContain('<Key>none</Key>');
  });
});

it('GetObjectMeta answers identity and length only', async () => {
  const { status, headers } = await request(app).head('/demo/a?objectMeta');
  expect(status).toBe(200);
  expect(headers).toMatchObject({ etag, 'last-modified': modified, 'content-length': '5' });
  expect(headers).not.toHaveProperty('x-oss-meta-author');
  expect((await request(app).head('/demo/none?objectMeta')).status).toBe(404);
});

it('DeleteObject answers 204, the second time too', async () => {
  expect((await request(app).delete('/demo/a')).status).toBe(204);
  expect((await request(app).delete('/demo/a')).status).toBe(204);
  expect((await request(app).get('/demo/a')).status).toBe(404);
});
