import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator } from './index.ts';

let folder: string;
let seed: string;
const keys = Array.from({ length: 20 }, (_, index) => `key-${String(index).padStart(2, '0')}`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-reset-'));
  seed = join(folder, 'seed');
  await mkdir(join(seed, 'photos'), { recursive: true });
  for (const key of keys) await writeFile(join(seed, 'photos', key), key);
});
afterAll(() => rm(folder, { recursive: true }));

const stores = [
  ['memory', () => undefined],
  ['a folder', () => join(folder, 'data')],
] as const;

test.for(stores)(
  'in %s every request sees the state before a reset or after it',
  async ([, data]) => {
    await using oss = await startEmulator({ seed, auth: 'off', data: data() });
    const at = `${oss.url}/photos`;
    let isOver = false;
    const seen = new Set<string>();
    const ask = async () => {
      while (!isOver) {
        const answer = await fetch(`${at}?max-keys=1000`);
        const listed = [...(await answer.text()).matchAll(/<Key>([^<]*)/g)].map(([, key]) => key);
        seen.add(`${answer.status} ${listed.join(' ')}`);
        const one = await fetch(`${at}/${keys.at(-1)}`);
        seen.add(`${one.status} ${await one.text()}`);
      }
    };
    const readers = Array.from({ length: 4 }, ask);
    for (let round = 0; round < 5; round += 1) {
      await fetch(`${at}/new`, { method: 'PUT', body: 'x' });
      const [reset] = await Promise.all([
        fetch(`${oss.url}/-/reset`, { method: 'POST' }),
        oss.reset(),
      ]);
      expect(reset.status).toBe(200);
      expect((await fetch(`${at}/new`)).status).toBe(404);
    }
    isOver = true;
    await Promise.all(readers);
    const allowed = [`200 ${keys.join(' ')}`, `200 ${keys.join(' ')} new`, `200 ${keys.at(-1)}`];
    expect([...seen].filter((one) => !allowed.includes(one))).toEqual([]);
  },
);

test('temporary keys and the journal are gone', async () => {
  await using oss = await startEmulator({ seed });
  const issue = () => fetch(`${oss.url}/-/sts`, { method: 'POST', body: '{}' });
  const answer: { Credentials: Record<string, string> } = JSON.parse(await (await issue()).text());
  const { AccessKeyId = '', SecurityToken = '' } = answer.Credentials;
  const ask = async () => {
    const query = new URLSearchParams({
      OSSAccessKeyId: AccessKeyId,
      Expires: '9999999999',
      Signature: 'wrong',
      'security-token': SecurityToken,
    });
    const refused = await fetch(`${oss.url}/photos/key-00?${query.toString()}`);
    return /<Code>(\w+)/.exec(await refused.text())?.[1];
  };
  expect(await ask()).toBe('SignatureDoesNotMatch');
  await oss.reset();
  expect(await (await fetch(`${oss.url}/-/journal`)).json()).toEqual({ requests: [] });
  expect(await ask()).toBe('InvalidSecurityToken');
});

test('a seed that is gone is an error, and leaves what is in memory', async () => {
  const lost = join(folder, 'lost');
  await mkdir(join(lost, 'photos'), { recursive: true });
  await using oss = await startEmulator({ seed: lost });
  await oss.bucket('photos').put('a', 'still here');
  await rm(lost, { recursive: true });
  await expect(oss.reset()).rejects.toThrow('lost');
  const answer = await fetch(oss.bucket('photos').url('a', { signed: true }));
  expect(await answer.text()).toBe('still here');
});
