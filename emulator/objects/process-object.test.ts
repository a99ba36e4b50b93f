import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenStyles, givenWorld, now } from '../given.contract.ts';

const grid = readFileSync(join(packageRoot, 'fixtures/image/grid-200x100.png'));
const small = 'image/resize,w_100';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo', { styles: givenStyles({ small }) });
  const stored = { headers: { 'content-type': 'text/plain' }, meta: { author: 'alice' } };
  await givenObject(world, 'demo', 'a.png', grid, stored);
});

/** Width and height from the header of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
const get = (process: string, key = 'a.png') =>
  request(app).get(`/demo/${key}?x-oss-process=${process}`);
const post = (body: string, key = 'a.png') =>
  request(app).post(`/demo/${key}?x-oss-process`).type('application/octet-stream').send(body);

describe('GET', () => {
  it('answers the picture with the identity of its source', async () => {
    const { status, headers, body } = await get(small);
    expect(status).toBe(200);
    expect(sizeOf(body)).toEqual([100, 50]);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(body.length),
      etag: `"${(await world.store.head('demo', 'a.png'))?.etag}"`,
      'last-modified': new Date(now).toUTCString(),
    });
    for (const name of ['content-md5', 'x-oss-hash-crc64ecma'])
      expect(headers).not.toHaveProperty(name);
  });

  it.each([
    encodeURIComponent(small),
    'style/small',
    'image/resize%2Cw_100&x-oss-process=image/rotate,90',
  ])('takes %s', async (process) => {
    expect(sizeOf((await get(process)).body)).toEqual([100, 50]);
  });

  it('passes over a range', async () => {
    const { status, body } = await get(small).set('Range', 'bytes=0-9');
    expect([status, sizeOf(body)]).toEqual([200, [100, 50]]);
  });

  it('passes over the parameter in another case', async () => {
    const { headers, body } = await request(app)
      .get(`/demo/a.png?X-Oss-Process=${small}`)
      .responseType('blob');
    expect(headers['content-type']).toBe('text/plain');
    expect(body).toEqual(grid);
  });

  it('holds conditions against the source', async () => {
    const etag = `"${(await world.store.head('demo', 'a.png'))?.etag}"`;
    const { status, headers } = await get(small).set('If-None-Match', etag);
    expect([status, headers['x-oss-meta-author']]).toEqual([304, 'alice']);
    expect((await get(small).set('If-Match', '"X"')).status).toBe(412);
  });

  it.each([
    ['', 'a.png', 400, 'InvalidRequest'],
    ['image/resize,w_0', 'a.png', 400, 'InvalidArgument'],
    ['image/resize,w_0', 'none', 400, 'InvalidArgument'],
    [small, 'none', 404, 'NoSuchKey'],
    [`image/resize,w_${'1'.repeat(4096)}`, 'a.png', 400, 'InvalidArgument'],
  ])('refuses %#', async (process, key, status, code) => {
    const answer = await get(process, key);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
  });

  it('has a refusal of its own for a source that is missing', async () => {
    const { text } = await get(small, 'none');
    expect(text).toMatch(/<Key>none<\/Key>\n {2}<EC>0040-00000024<\/EC>/);
  });

  it('asks for permission first', async () => {
    const strict = givenWorld({ auth: 'strict' });
    await givenBucket(strict, 'demo');
    const { text } = await request(createApp(strict)).get('/demo/none?x-oss-process=image/slim');
    expect(text).toContain('<Code>AccessDenied</Code>');
  });
});

it('HEAD answers the headers of the GET', async () => {
  const { headers: expected } = await get(small);
  const { status, headers, body } = await request(app).head(`/demo/a.png?x-oss-process=${small}`);
  expect(status).toBe(200);
  for (const name of ['content-type', 'content-length', 'etag', 'last-modified'])
    expect(headers[name]).toBe(expected[name]);
  expect(body).toEqual({});
});

describe('POST', () => {
  it.each([`x-oss-process=${small}`, `x-oss-process=${encodeURIComponent(small)}`])(
    'answers the picture for %s',
    async (body) => {
      const answer = await post(body);
      expect(answer.headers['content-type']).toBe('image/png');
      expect(sizeOf(answer.body)).toEqual([100, 50]);
    },
  );

  it.each(['', 'x-oss-process=', 'process=image/info', small])('refuses %j', async (body) => {
    const { status, text } = await post(body);
    expect(status).toBe(400);
    expect(text).toContain('<Code>InvalidRequest</Code>');
  });

  it('refuses a body beyond the bound', async () => {
    const { status, text } = await post(`x-oss-process=${'a'.repeat(1_048_576)}`);
    expect(status).toBe(400);
    expect(text).toContain('The request body is too large.');
  });

  it('does not read + as a space', async () => {
    const { text } = await post('x-oss-process=a+b/c');
    expect(text).toContain('a+b');
  });
});

it('reduces by averaging areas where it is told to', async () => {
  world = givenWorld({ resampler: 'area' });
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a.png', grid);
  const exact: Buffer = (await get('image/resize,w_3,h_1,m_fixed')).body;
  const pixels = await sharp(exact).raw().toBuffer();
  const { data, info } = await sharp(grid).raw().toBuffer({ resolveWithObject: true });
  const share = (left: number, right: number, channel: number) => {
    let sum = 0;
    for (let y = 0; y < info.height; y += 1)
      for (let x = Math.floor(left); x < right; x += 1) {
        const part = Math.min(x + 1, right) - Math.max(x, left);
        sum += part * (data[(y * info.width + x) * info.channels + channel] ?? 0);
      }
    return sum / (info.height * (right - left));
  };
  for (const channel of [0, 1, 2]) {
    const mean = share(0, 200 / 3, channel);
    expect(Math.abs((pixels[channel] ?? 0) - mean)).toBeLessThanOrEqual(0.51);
  }
});
