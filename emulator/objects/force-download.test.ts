import request from 'supertest';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld, signed } from '../given.contract.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let app: ReturnType<typeof createApp>;
const open = async (defaultDomainAttachment: boolean) => {
  const world = givenWorld({ defaultDomainAttachment, auth: 'strict' });
  const domains = [{ host: 'img.example.com', bound: 0 }];
  await givenBucket(world, 'demo', { acl: 'public-read', domains });
  const put = (key: string, headers: Record<string, string>) =>
    givenObject(world, 'demo', key, png, { headers });
  await put('a.png', { 'content-type': 'image/png' });
  await put('shown.png', { 'content-type': 'image/png', 'content-disposition': 'inline' });
  await put('saved', {
    'content-type': 'Image/PNG; a=b',
    'content-disposition': 'Attachment; filename=b',
  });
  await put('page.htm', { 'content-type': 'text/plain' });
  await put('page', { 'content-type': 'text/html; charset=utf-8' });
  await put('note.txt', { 'content-type': 'text/plain' });
  return createApp(world);
};
beforeEach(async () => {
  app = await open(true);
});
const told = ({ headers }: request.Response): [unknown, unknown] => [
  headers['content-disposition'],
  headers['x-oss-force-download'],
];

it.each([
  ['a.png', 'attachment'],
  ['shown.png', 'attachment'],
  ['saved', 'Attachment; filename=b'],
  ['page.htm', 'attachment'],
  ['page', 'attachment'],
  ['a.png?x-oss-process=image/format,jpg', 'attachment'],
])('lets browsers save %s', async (path, disposition) => {
  const host = 'demo.oss-cn-hangzhou.aliyuncs.com';
  expect(told(await request(app).get(`/${path}`).set('Host', host))).toEqual([disposition, 'true']);
  expect(told(await request(app).head(`/demo/${path}`))).toEqual([disposition, 'true']);
});

it('lets them save a part, and what a signed request would have shown', async () => {
  const part = await request(app).get('/demo/a.png').set('Range', 'bytes=0-3');
  expect([part.status, ...told(part)]).toEqual([206, 'attachment', 'true']);
  const query = 'response-content-disposition=inline';
  const headers = signed('ak', 'GET', { bucket: 'demo', key: 'a.png', query });
  const shown = await request(app).get(`/demo/a.png?${query}`).set(headers);
  expect([shown.status, ...told(shown)]).toEqual([200, 'attachment', 'true']);
});

it.each(['note.txt', 'a.png?x-oss-process=image/info', 'none.png'])(
  'leaves %s as it is',
  async (path) => {
    expect(told(await request(app).get(`/demo/${path}`))).toEqual([undefined, undefined]);
  },
);

it('leaves custom domains alone, and everything where nobody asked for it', async () => {
  const custom = await request(app).get('/shown.png').set('Host', 'img.example.com');
  expect(told(custom)).toEqual(['inline', undefined]);
  const plain = await request(await open(false)).get('/demo/a.png');
  expect(told(plain)).toEqual([undefined, undefined]);
});
