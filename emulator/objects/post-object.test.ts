import request from 'supertest';
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { formatBasicDate } from '../auth/clock.ts';
import { sign as signV4 } from '../auth/v4.ts';
import { givenBucket, givenObject, givenWorld, now } from '../given.contract.ts';

type Fields = Readonly<Record<string, string>>;

const expiration = new Date(now + 60_000).toISOString();
const encode = (conditions: readonly unknown[], until = expiration) =>
  Buffer.from(JSON.stringify({ expiration: until, conditions })).toString('base64');

function byV1(conditions: readonly unknown[] = [], until?: string): Fields {
  const policy = encode(conditions, until);
  const Signature = createHmac('sha1', 'sk').update(policy).digest('base64');
  return { OSSAccessKeyId: 'ak', policy, Signature };
}

function byV4(conditions: readonly unknown[] = [], changed: Fields = {}): Fields {
  const date = formatBasicDate(now);
  const day = date.slice(0, 8);
  const fields = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `ak/${day}/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': date,
    ...changed,
  };
  const named = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
  const policy = encode([...named, ...conditions]);
  const signature = signV4('sk', { day, region: 'cn-hangzhou' }, policy);
  return { ...fields, policy, 'x-oss-signature': signature };
}

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld({ auth: 'strict' });
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenBucket(world, 'open', { acl: 'public-read-write' });
});

function post(fields: Fields, file: string | Buffer = 'hello', bucket = 'demo') {
  const asked = request(app).post(`/${bucket}`);
  for (const [name, value] of Object.entries(fields)) void asked.field(name, value);
  return asked.attach('file', Buffer.from(file), {
    filename: 'a b.txt',
    contentType: 'text/plain',
  });
}
const keysIn = async (bucket: string) => {
  const { objects } = await world.store.list(bucket, {
    prefix: '',
    after: '',
    delimiter: '',
    limit: 10,
  });
  return objects.map(({ key }) => key);
};

describe('a form that is accepted', () => {
  it.each([
    ['V1', byV1()],
    ['V4', byV4()],
  ])('by %s is stored', async (_, signature) => {
    const { status, headers, text } = await post({ key: 'dir/ü ${filename}', ...signature });
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers['etag']).toBe('"5D41402ABC4B2A76B9719D911017C592"');
    expect(await world.store.head('demo', 'dir/ü a b.txt')).toMatchObject({
      size: 5,
      headers: { 'content-type': 'text/plain' },
    });
  });

  it('without a signature is stored where everybody may write', async () => {
    expect((await post({ key: 'a' }, 'hello', 'open')).status).toBe(204);
    expect(await keysIn('open')).toEqual(['a']);
  });

  it('brings headers, metadata, ACL and a type of its own', async () => {
    const brought = {
      'Cache-Control': 'no-cache',
      'content-disposition': 'attachment; filename="x"',
      Expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
      'X-OSS-Meta-Author': 'alice',
      'x-oss-object-acl': 'public-read',
      'x-oss-content-type': 'image/x-test',
      'Content-Type': 'text/html',
    };
    await post({ key: 'a', ...brought, ...byV1() });
    expect(await world.store.head('demo', 'a')).toMatchObject({
      acl: 'public-read',
      headers: {
        'cache-control': 'no-cache',
        'content-disposition': 'attachment; filename="x"',
        expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
        'content-type': 'image/x-test',
      },
      meta: { author: 'alice' },
    });
  });

  it('is told as it wants to hear it', async () => {
    const { body, headers, status, text } = await post({
      key: 'dir/a b',
      success_action_status: '201',
      ...byV1(),
    });
    expect(status).toBe(201);
    expect(headers['content-type']).toBe('application/xml');
    expect(String(text || body)).toContain(
      '/demo/dir/a%20b</Location>\n  <Key>dir/a b</Key>\n  <ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag>',
    );
    expect((await post({ key: 'a', success_action_status: '200', ...byV1() })).status).toBe(200);
    expect((await post({ key: 'a', success_action_status: '404', ...byV1() })).status).toBe(204);
  });

  it('sends its client on, to an address of the web alone', async () => {
    const sent = await post({
      key: 'a&b',
      success_action_redirect: 'https://example.com/done?a=1',
      ...byV1(),
    });
    expect(sent.status).toBe(303);
    expect(sent.headers['location']).toBe(
      'https://example.com/done?a=1&bucket=demo&key=a%26b&etag=%225D41402ABC4B2A76B9719D911017C592%22',
    );
    for (const to of ['javascript:alert(1)', '/done', '', 'x\r\nSet-Cookie: a=b'])
      expect((await post({ key: 'a', success_action_redirect: to, ...byV1() })).status).toBe(204);
  });
});

describe('a form that is refused leaves nothing', () => {
  it.each<[string, Fields, (string | Buffer)?]>([
    ['AccessDenied', { key: 'a' }],
    ['InvalidArgument', { ...byV1() }],
    ['InvalidObjectName', { key: '/a', ...byV1() }],
    ['InvalidArgument', { key: 'a', policy: byV1()['policy'] ?? '' }],
    ['InvalidArgument', { key: 'a', OSSAccessKeyId: 'ak', Signature: 'x' }],
    ['InvalidArgument', { key: 'a', OSSAccessKeyId: 'ak', policy: 'x' }],
    ['InvalidArgument', { key: 'a', ...byV1(), Signature: '' }],
    ['SignatureDoesNotMatch', { key: 'a', ...byV1(), Signature: 'x' }],
    ['SignatureDoesNotMatch', { key: 'a', ...byV1(), policy: encode([{ key: 'a' }]) }],
    ['SignatureDoesNotMatch', { key: 'a', ...byV4(), policy: encode([]) }],
    ['InvalidAccessKeyId', { key: 'a', ...byV1(), OSSAccessKeyId: 'nobody' }],
    ['AccessDenied', { key: 'a', ...byV1(), OSSAccessKeyId: 'stranger' }],
    ['AccessDenied', { key: 'a', ...byV1([{ key: 'b' }]) }],
    ['AccessDenied', { key: 'a', ...byV1([], new Date(now - 1).toISOString()) }],
    ['EntityTooLarge', { key: 'a', ...byV1([['content-length-range', 0, 4]]) }],
    ['EntityTooSmall', { key: 'a', ...byV1([['content-length-range', 6, 9]]) }],
    ['InvalidArgument', { key: 'a', ...byV1(), 'x-oss-object-acl': 'x' }],
    ['InvalidArgument', { key: 'a', ...byV4([], { 'x-oss-signature-version': 'OSS2' }) }],
    [
      'InvalidArgument',
      {
        key: 'a',
        ...byV4([], { 'x-oss-credential': 'ak/20240102/cn-beijing/oss/aliyun_v4_request' }),
      },
    ],
    [
      'InvalidArgument',
      {
        key: 'a',
        ...byV4([], { 'x-oss-credential': 'ak/20240101/cn-hangzhou/oss/aliyun_v4_request' }),
      },
    ],
    [
      'InvalidArgument',
      { key: 'a', ...byV4([], { 'x-oss-credential': 'ak/20240102/cn-hangzhou/oss' }) },
    ],
    ['InvalidArgument', { key: 'a', ...byV4([], { 'x-oss-date': 'yesterday' }) }],
  ])('%s: %j', async (code, fields, file) => {
    const { text } = await post(fields, file);
    expect(text).toContain(`<Code>${code}</Code>`);
    expect(await keysIn('demo')).toEqual([]);
  });

  it('neither where a header signs nor where a key in the URL does', async () => {
    const { text } = await post({ key: 'a' })
      .set('authorization', 'OSS ak:x')
      .query({ OSSAccessKeyId: 'ak', Signature: 'x' });
    expect(text).toContain('<EC>0003-00000001</EC>');
  });

  it('and what was there stays', async () => {
    await givenObject(world, 'demo', 'a', 'old');
    const { text } = await post({ key: 'a', 'x-oss-forbid-overwrite': 'true', ...byV1() });
    expect(text).toContain('<Code>FileAlreadyExists</Code>');
    await post({ key: 'a', ...byV1([['content-length-range', 0, 4]]) });
    expect((await world.store.head('demo', 'a'))?.size).toBe(3);
  });

  it('where its policy ends before it does', async () => {
    let time = now;
    const clocked = { ...world, now: () => (time += 40_000) };
    const { text } = await request(createApp({ ...clocked, enter: (work) => work(clocked) }))
      .post('/demo')
      .field({ key: 'a', ...byV1([], new Date(now + 100_000).toISOString()) })
      .attach('file', Buffer.from('hello'), 'a');
    expect(text).toContain('Policy expired.');
    expect(await keysIn('demo')).toEqual([]);
  });
});

it('a stranger may post where everybody may', async () => {
  const signature = { ...byV1(), OSSAccessKeyId: 'stranger' };
  expect((await post({ key: 'a', ...signature }, 'hello', 'open')).status).toBe(204);
});
