import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer } from '../answer.ts';
import { formatBasicDate } from '../auth/clock.ts';
import { sign as signV4 } from '../auth/v4.ts';
import { givenBucket, givenWorld, now } from '../given.contract.ts';
import { parseQuery } from '../http/query.ts';

type Fields = Readonly<Record<string, string>>;

const date = formatBasicDate(now);
const day = date.slice(0, 8);
const encode = (conditions: readonly unknown[]) =>
  Buffer.from(
    JSON.stringify({ expiration: new Date(now + 1000).toISOString(), conditions }),
  ).toString('base64');

function byV1(): Fields {
  const policy = encode([{ key: 'a' }]);
  const Signature = createHmac('sha1', 'sk').update(policy).digest('base64');
  return { key: 'a', OSSAccessKeyId: 'ak', policy, Signature };
}
function byV4(): Fields {
  const signed = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `ak/${day}/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': date,
  };
  const named = Object.entries(signed).map(([name, value]) => ({ [name]: value }));
  const policy = encode([{ key: 'a' }, ...named]);
  const signature = signV4('sk', { day, region: 'cn-hangzhou' }, policy);
  return { key: 'a', ...signed, policy, 'x-oss-signature': signature };
}

const write = (fields: Fields) =>
  Buffer.from(
    [
      ...Object.entries({ ...fields, file: 'hello' }).map(
        ([name, value]) =>
          `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      '--x--',
    ].join(''),
  );

let world: ReturnType<typeof givenWorld>;
beforeEach(async () => {
  world = givenWorld({ auth: 'strict' });
  await givenBucket(world, 'demo');
});

async function post(bytes: Buffer, headers: Fields = {}): Promise<number> {
  const { status } = await answer(
    {
      method: 'POST',
      path: '/demo',
      query: parseQuery(''),
      headers: { host: 'localhost', 'content-type': 'multipart/form-data; boundary=x', ...headers },
      body: (async function* () {
        yield await Promise.resolve(bytes);
      })(),
      secure: false,
      signal: new AbortController().signal,
    },
    world,
  );
  return status;
}
const isThere = async () => (await world.store.head('demo', 'a')) !== undefined;

describe.each([
  ['V1', byV1()],
  ['V4', byV4()],
])('a form that is signed by %s', (_, fields) => {
  it('is stored as it is', async () => {
    expect(await post(write(fields))).toBe(204);
    expect(await isThere()).toBe(true);
  });

  it.each(Object.keys(fields))('is refused when a bit of %s changes', async (name) => {
    const value = fields[name] ?? '';
    for (let at = 0; at < value.length; at++)
      for (const bit of value.length < 100 ? [1, 2, 4, 8, 16, 32, 64] : [1, 32]) {
        const other = String.fromCharCode(value.charCodeAt(at) ^ bit);
        const spoilt = { ...fields, [name]: value.slice(0, at) + other + value.slice(at + 1) };
        const status = await post(write(spoilt));
        expect([at, bit, status >= 400 && status < 500]).toEqual([at, bit, true]);
      }
    expect(await isThere()).toBe(false);
  });

  it('is refused when it ends before its end', async () => {
    const whole = write(fields);
    for (let length = 0; length < whole.length; length++) {
      const status = await post(whole.subarray(0, length));
      expect([length, status >= 400 && status < 500]).toEqual([length, true]);
    }
    expect(await isThere()).toBe(false);
  });
});

it('is refused unread where it says how far too large it is', async () => {
  const length = { 'content-length': String(5 * 1024 ** 3 + 1) };
  expect(await post(write(byV1()), length)).toBe(400);
  expect(await isThere()).toBe(false);
});
