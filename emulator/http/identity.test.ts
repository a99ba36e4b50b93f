import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator } from '../index.ts';
import { openIdentity } from './identity.ts';
import { createAuthority } from './self-signed.ts';

const wish = { tls: false, tlsCert: undefined, tlsKey: undefined, host: '127.0.0.1', domain: [] };
const authority = await createAuthority('a test');
const cert = authority.issue(['localhost', '127.0.0.1']);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), authority.key);
  await writeFile(join(folder, 'other.pem'), (await createAuthority('another')).key);
});
afterAll(() => rm(folder, { recursive: true }));

interface Answer {
  readonly status: number | undefined;
  readonly body: Buffer;
}

/** Asks by a name, wherever it resolves to, and verifies the certificate. */
const get = (url: string, name: string, path: string, ca: string | undefined) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const options = { host: hostname, port, path, ca, servername: name, headers: { host: name } };
    const asked = request(options, (response) => {
      const { statusCode: status } = response;
      buffer(response).then((body) => resolve({ status, body }), reject);
    });
    asked.on('error', reject);
    asked.end();
  });

it('is that of an authority of its own', () => {
  const [root, leaf] = [new X509Certificate(authority.certificate), new X509Certificate(cert)];
  expect([root.ca, leaf.ca]).toEqual([true, false]);
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkHost('example.com')).toBeUndefined();
});

it.each([
  'localhost',
  'photos.localhost',
  'photos.oss-cn-hangzhou-internal.localhost',
  'photos.oss-cn-hangzhou.aliyuncs.com',
  'img.example.com',
])('serves %s to whoever trusts the authority, and to nobody else', async (name) => {
  const photos = { acl: 'public-read', domains: ['img.example.com'] } as const;
  await using oss = await startEmulator({ tls: true, buckets: { photos } });
  expect(oss.url).toMatch(/^https:/);
  await oss.bucket('photos').put('a', 'text');
  const path = name === 'localhost' ? '/photos/a' : '/a';
  const { status, body } = await get(oss.url, name, path, oss.ca);
  expect([status, body.toString()]).toEqual([200, 'text']);
  await expect(get(oss.url, name, path, undefined)).rejects.toThrow(/certificate/);
});

it(
  'does not wait for a client that is silent instead of agreeing on TLS',
  { timeout: 8_000 },
  async () => {
    const oss = await startEmulator({ tls: { cert, key: authority.key } });
    const silent = connect(Number(new URL(oss.url).port), '127.0.0.1');
    await once(silent, 'connect');
    await get(oss.url, 'localhost', '/-/health', authority.certificate);
    const gone = once(silent, 'close');
    await oss.close();
    await gone;
  },
);

it('cuts off who speaks HTTP to it, and goes on', async () => {
  await using oss = await startEmulator({ tls: { cert, key: authority.key } });
  await expect(fetch(oss.url.replace('https', 'http'))).rejects.toThrow();
  const { status } = await get(oss.url, 'localhost', '/-/health', authority.certificate);
  expect(status).toBe(200);
});

it('tells its authority', async () => {
  await using oss = await startEmulator({ tls: true });
  const { status, body } = await get(oss.url, 'localhost', '/-/ca.pem', oss.ca);
  expect([status, body.toString()]).toEqual([200, oss.ca]);
  await using plain = await startEmulator();
  expect(plain.ca).toBeUndefined();
  expect((await fetch(`${plain.url}/-/ca.pem`)).status).toBe(404);
});

it('takes a certificate and its key, as text or as files', async () => {
  const files = { tlsCert: join(folder, 'cert.pem'), tlsKey: join(folder, 'key.pem') };
  for (const given of [{ tls: { cert, key: authority.key } }, files]) {
    await using oss = await startEmulator(given);
    expect(oss.ca).toBe(cert);
    const { status } = await get(oss.url, 'localhost', '/-/health', authority.certificate);
    expect(status).toBe(200);
  }
});

it.each([
  [{ tlsCert: 'cert.pem' }, '--tls-cert and --tls-key: the one needs the other'],
  [{ tlsKey: 'key.pem' }, '--tls-cert and --tls-key: the one needs the other'],
  [{ tlsCert: 'none.pem', tlsKey: 'key.pem' }, '--tls-cert: ENOENT'],
  [{ tlsCert: 'cert.pem', tlsKey: 'none.pem' }, '--tls-key: ENOENT'],
  [{ tlsCert: 'cert.pem', tlsKey: 'other.pem' }, 'no certificate and its key'],
  [{ tlsCert: 'key.pem', tlsKey: 'cert.pem' }, 'no certificate and its key'],
])('refuses %j in a line', async (given: { tlsCert?: string; tlsKey?: string }, message) => {
  const files = Object.fromEntries(
    Object.entries(given).map(([name, file]) => [name, join(folder, file)]),
  );
  const opening = openIdentity({ ...wish, ...files });
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.not.toThrow('\n');
});

it('makes certificates for names, and for nothing else', async () => {
  const identity = await openIdentity({ ...wish, tls: true });
  expect(identity?.contextOf('a.b.localhost')).toBe(identity?.contextOf('A.b.localhost'));
  expect(identity?.contextOf('a b')).toBeUndefined();
  expect(identity?.contextOf(`${'a.'.repeat(200)}localhost`)).toBeUndefined();
});
