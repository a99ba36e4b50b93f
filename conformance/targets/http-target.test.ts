import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { findFixture } from '../fixtures.ts';
import type { Request } from '../target.ts';
import {
  type Answered,
  type Asked,
  type FakeService,
  fakeService,
} from './fake-service.contract.ts';
import {
  createHttpTarget,
  hasControl,
  type HttpTarget,
  type HttpTargetOptions,
} from './http-target.ts';

let service: FakeService;
let answer: (asked: Asked, socket: Socket) => Answered | undefined;
let targets: HttpTarget[] = [];
beforeEach(async () => {
  answer = () => ({});
  service = await fakeService((asked, socket) => answer(asked, socket));
});
afterEach(async () => {
  for (const target of targets) target.close();
  targets = [];
  await service.close();
});
const owner = { accessKeyId: 'ak', accessKeySecret: 'very-secret' };
function open(options: Partial<HttpTargetOptions> = {}): HttpTarget {
  const target = createHttpTarget({
    url: service.url,
    addressing: 'path',
    edition: '2019-09',
    bucket: 'base',
    region: 'cn-hangzhou',
    owner,
    ...options,
  });
  targets.push(target);
  return target;
}
const lines = () => service.asked.map(({ method, url }) => `${method} ${url}`);
const pixel = findFixture('pixel.png', new Map())!;
const get: Request = {
  verb: 'GET',
  bucket: 'b',
  key: 'k',
  query: '',
  headers: {},
  as: 'anonymous',
};

describe('prepare', () => {
  it('makes the bucket of a setting and uploads each object once', async () => {
    const target = open();
    expect(await target.prepare('private', new Map([['a.png', pixel]]))).toBe('base-private');
    await target.prepare('private', new Map([['a.png', pixel]]));
    expect(lines()).toEqual([
      'PUT /base-private/',
      'PUT /base-private/a.png',
      'PUT /base-private/',
    ]);
    expect(service.asked[0]?.headers).toMatchObject({ 'x-oss-acl': 'private' });
    expect(service.asked[0]?.headers.authorization).toMatch(/^OSS4-HMAC-SHA256 Credential=ak/);
    expect(service.asked[1]?.headers).toMatchObject({ 'content-type': 'image/png' });
    expect(service.asked[1]?.body).toEqual(
      readFileSync(join(packageRoot, 'fixtures/image/pixel.png')),
    );
  });

  it('takes a bucket that is there, and sets its ACL', async () => {
    answer = ({ url }) => ({ status: url.endsWith('?acl') ? 200 : 409 });
    expect(await open().prepare('plain', new Map())).toBe('base');
    expect(lines()).toEqual(['PUT /base/', 'PUT /base/?acl']);
  });

  it('sets the edition where there are control routes', async () => {
    await open({ control: true }).prepare('plain', new Map());
    expect(lines()).toEqual(['PUT /base/', 'PUT /-/buckets/base']);
    expect(service.asked[1]?.body.toString()).toBe('{"edition":"2019-09"}');
  });

  it('writes nothing without keys', async () => {
    const target = open({ owner: undefined });
    expect([...target.can]).toEqual([]);
    expect(await target.prepare('plain', new Map([['a.png', pixel]]))).toBe('base');
    expect(service.asked).toEqual([]);
  });

  it('rejects when the endpoint refuses, and says what without the secret', async () => {
    answer = () => ({ status: 403, body: 'no' });
    const error: unknown = await open()
      .prepare('plain', new Map())
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/curl .*'http:.*\/base\/'.* answered 403: no/);
    expect(String(error)).not.toContain('very-secret');
  });

  it('rejects when the endpoint hangs up, and says on what', async () => {
    answer = (_, socket) => void socket.destroy();
    await expect(open().prepare('plain', new Map())).rejects.toThrow(
      /curl .*\/base\/'.* had no answer: .*hang up/,
    );
  });
});

describe('send', () => {
  it('signs for an account and not for nobody', async () => {
    const target = open();
    await target.send(get);
    await target.send({ ...get, as: 'owner', sign: 'v1' });
    expect(service.asked[0]?.headers.authorization).toBeUndefined();
    expect(service.asked[1]?.headers.authorization).toMatch(/^OSS ak:/);
    await expect(target.send({ ...get, as: 'other' })).rejects.toThrow(/no key of other/);
  });
});

it('curl can be run and holds no signature', () => {
  const command = open().curl({
    ...get,
    verb: 'POST',
    process: "image/resize,w_1'",
    headers: { authorization: 'OSS ak:abc', 'x-a': "it's" },
    as: 'owner',
    sign: 'v1-url',
    tamper: 'secret',
  });
  expect(command).toBe(
    `curl -sS -i --globoff --path-as-is -X POST -H 'authorization: REMOVED' -H 'x-a: it'\\''s' '${service.url.origin}/b/k?x-oss-process' --data-binary 'x-oss-process=image/resize,w_1'\\''' # signed v1-url as owner, spoilt: secret`,
  );
});

it('hasControl tells an emulator from anything else', async () => {
  const endpoint = { url: service.url, addressing: 'path' } as const;
  answer = () => ({ body: '{"status":"ok"}' });
  expect(await hasControl(endpoint)).toBe(true);
  answer = () => ({ status: 404 });
  expect(await hasControl(endpoint)).toBe(false);
  answer = (_, socket) => void socket.destroy();
  expect(await hasControl(endpoint)).toBe(false);
  expect(lines()[0]).toBe('GET /-/health');
});
