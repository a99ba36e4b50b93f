import { createHash } from 'node:crypto';
import request from 'supertest';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { createApp } from './app.ts';
import { Credentials } from './auth/credentials.ts';
import { sign, stringToSign } from './auth/v1.ts';
import { sign as signV4 } from './auth/v4.ts';
import { givenBucket, givenObject, givenWorld, now, signed } from './given.contract.ts';
import { parseQuery } from './http/query.ts';
import { openAccess } from './store/access.ts';

const question = { 'x-oss-double-why': '1' };
let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld({ auth: 'strict' });
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'dir/a b.txt', 'hello');
});

const get = (headers: Record<string, string>, path = '/demo/dir/a%20b.txt') =>
  request(app).get(path).set(headers);
const why = async (headers: Record<string, string>, path?: string) => {
  const { headers: answered, status } = await get({ ...question, ...headers }, path);
  expect(status).toBeGreaterThanOrEqual(400);
  return answered['x-oss-double-why'];
};
const resource = { bucket: 'demo', key: 'dir/a b.txt' };

describe('without the question', () => {
  it('nothing is told', async () => {
    const { status, headers } = await get({});
    expect(status).toBe(403);
    expect(headers).not.toHaveProperty('x-oss-double-why');
  });

  it('no reason is looked for', async () => {
    await get(signed('ak', 'PUT', resource));
    const [entry] = world.journal.entries;
    expect(entry).not.toHaveProperty('why');
    expect(entry?.signature).not.toHaveProperty('client');
  });
});

it('asks nothing of a request that is answered', async () => {
  const asked = { ...signed('ak', 'GET', resource), ...question };
  const { status, headers } = await get(asked);
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('x-oss-double-why');
});

test('a client may have signed its question', async () => {
  expect((await get(signed('ak', 'GET', resource, question))).status).toBe(200);
});

describe('a signature that does not match', () => {
  const bySigning = (
    method: string,
    where: Parameters<typeof signed>[2],
    headers = {},
    secret?: string,
  ) => signed('ak', method, where, headers, secret);

  it.each([
    [
      'a process was added',
      bySigning('GET', resource),
      '/demo/dir/a%20b.txt?x-oss-process=image%2Finfo',
      "The signatures differ: the parameter x-oss-process was not signed; line 6 is '/demo/dir/a b.txt' at the client and '/demo/dir/a b.txt?x-oss-process=image/info' here.",
    ],
    [
      'of another method',
      bySigning('PUT', resource),
      undefined,
      "The signatures differ: it was signed as PUT; line 1 is 'PUT' at the client and 'GET' here.",
    ],
    [
      'a header was added',
      { ...bySigning('GET', resource), 'content-type': 'text/plain' },
      undefined,
      "The signatures differ: the header content-type was not signed; line 3 is '' at the client and 'text/plain' here.",
    ],
    [
      'the key is signed as it stands in the URL',
      bySigning('GET', { bucket: 'demo', key: 'dir/a%20b.txt' }),
      undefined,
      /^The signatures differ: the key was signed percent-encoded; line 6 is '\/demo\/dir\/a%20b.txt'/,
    ],
    [
      'the process is signed as it stands in the URL',
      bySigning('GET', { ...resource, query: 'x-oss-process=image%252Finfo' }),
      '/demo/dir/a%20b.txt?x-oss-process=image%2Finfo',
      /^The signatures differ: the parameters were signed percent-encoded;/,
    ],
    [
      'by nobody’s secret',
      bySigning('GET', resource, {}, 'wrong'),
      undefined,
      /^The secret is another one, or the client signed another string than that of the journal;/,
    ],
  ])('says so: %s', async (_, headers, path, sentence) => {
    expect(await why(headers, path)).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });

  it.each([
    ['parameters', `?${Array.from({ length: 100 }, (_, n) => `a${n}`).join('&')}`],
    ['text', `?x-oss-process=${'a'.repeat(9000)}`],
  ])('is not guessed at among much %s', async (_, query) => {
    const sentence = await why(bySigning('PUT', resource), `/demo/dir/a%20b.txt${query}`);
    expect(sentence).toMatch(/^The secret is another one, or the client signed another string/);
  });

  it('says whose secret it is', async () => {
    const credentials = new Credentials([
      { accessKeyId: 'ak', accessKeySecret: 'sk' },
      { accessKeyId: 'stranger', accessKeySecret: 'theirs' },
    ]);
    app = createApp({ ...world, credentials, enter: (work) => work({ ...world, credentials }) });
    expect(await why(signed('ak', 'GET', resource, {}, 'theirs'))).toBe(
      'The secret is that of stranger.',
    );
  });

  it('says that a + of a URL reads as a space', async () => {
    const sent = { method: 'GET', query: parseQuery(''), headers: {} };
    const expires = Array.from({ length: 99 }, (_, n) => String(now / 1000 + n)).find((seconds) =>
      sign('sk', stringToSign(sent, resource, seconds)).includes('+'),
    )!;
    const signature = sign('sk', stringToSign(sent, resource, expires)).replace(/=/g, '%3D');
    const path = `/demo/dir/a%20b.txt?OSSAccessKeyId=ak&Expires=${expires}&Signature=${signature}`;
    expect(await why({}, path)).toMatch(/^A \+ of the signature reads as a space/);
  });

  it('compares with what the client says that it signed', async () => {
    const said = Buffer.from('GET\n\n\nyesterday\n/demo/é').toString('base64');
    const headers = { ...signed('ak', 'GET', resource, {}, 'wrong'), 'x-oss-double-why': said };
    expect(await why(headers)).toBe(
      `The signatures differ: line 4 is 'yesterday' at the client and '${new Date(now).toUTCString()}' here.`,
    );
    expect(world.journal.entries.at(-1)?.signature?.client).toBe('GET\n\n\nyesterday\n/demo/é');
  });

  it('knows what V4 signed instead', async () => {
    const date = '20240102T030405Z';
    const scope = { day: '20240102', region: 'cn-hangzhou' };
    const canonical = `GET\n/demo/dir/a%20b.txt\n\nx-oss-date:${date}\n\n\nUNSIGNED-PAYLOAD`;
    const digest = createHash('sha256').update(canonical).digest('hex');
    const text = `OSS4-HMAC-SHA256\n${date}\n20240102/cn-hangzhou/oss/aliyun_v4_request\n${digest}`;
    const credential = 'ak/20240102/cn-hangzhou/oss/aliyun_v4_request';
    const authorization = `OSS4-HMAC-SHA256 Credential=${credential},Signature=${signV4('sk', scope, text)}`;
    const headers = { 'x-oss-date': date, authorization };
    expect((await get(headers)).status).toBe(200);
    expect(await why(headers, '/demo/dir/a%20b.txt?acl')).toBe(
      "The signatures differ: the parameter acl was not signed; line 3 is '' at the client and 'acl' here.",
    );
    expect(world.journal.entries.at(-1)?.signature).toMatchObject({
      canonicalRequest: canonical.replace('\n\nx-', '\nacl\nx-'),
      client: canonical,
    });
  });
});

describe('any other refusal', () => {
  it('by the clock', async () => {
    world.now = () => now + 1_000_000;
    expect(await why(signed('ak', 'GET', resource))).toBe(
      'The clock of the client is 1000 s behind, and may be 900 s.',
    );
    world.now = () => now - 1_000_000;
    expect(await why(signed('ak', 'GET', resource))).toContain('1000 s ahead');
  });

  it('by the time of a URL', async () => {
    const path = `/demo/a?OSSAccessKeyId=ak&Expires=${now / 1000 - 7}&Signature=a`;
    expect(await why({}, path)).toBe('The URL ran out 7 s ago.');
  });

  it('by the region', async () => {
    const authorization =
      'OSS4-HMAC-SHA256 Credential=ak/20240102/oss-cn-hangzhou/oss/aliyun_v4_request,Signature=00';
    expect(await why({ 'x-oss-date': '20240102T030405Z', authorization })).toBe(
      "It is signed for the region 'oss-cn-hangzhou', and was sent to cn-hangzhou.",
    );
  });

  it('by the access key', async () => {
    expect(await why(signed('nobody', 'GET', resource))).toBe(
      "No account has the access key id 'nobody'; those here have ak, stranger.",
    );
  });

  it('by an ACL', async () => {
    const [owner, stranger] = world.credentials.accounts;
    expect(await why({})).toBe(
      `Nobody signed, and read-object is asked of the bucket of ${owner.id}; its ACL is private.`,
    );
    expect(await why(signed('stranger', 'GET', resource))).toBe(
      `${stranger!.id} asks, and read-object is asked of the bucket of ${owner.id}; its ACL is private.`,
    );
    expect(await why({}, '/')).toBe('Nobody signed, and list-buckets is asked of the service.');
  });

  it('by the protection of originals', async () => {
    const access = { ...openAccess, protect: ['jpg'] };
    await givenBucket(world, 'kept', { acl: 'public-read', access });
    await givenObject(world, 'kept', 'a.jpg');
    expect(await why({}, '/kept/a.jpg')).toBe(
      'The bucket keeps the originals of jpg from whoever does not sign; a style may be asked for.',
    );
  });

  it('by its name and message', async () => {
    expect(await why({}, '/none/é')).toBe(
      'Refused as no-such-bucket: The specified bucket does not exist.',
    );
  });

  it('in a header of printable ASCII, also on HEAD', async () => {
    const id = encodeURIComponent('图\n');
    const path = `/demo/a?OSSAccessKeyId=${id}&Expires=9999999999&Signature=a`;
    const { headers } = await request(app).head(path).set(question);
    expect(headers['x-oss-double-why']).toMatch(
      /^No account has the access key id '%E5%9B%BE%0A';/,
    );
  });
});
