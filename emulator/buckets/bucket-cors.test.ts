import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator } from '../index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-cors-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rule = (origin: string) =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>`;
const seeded = { photos: { cors: { rules: [{ origins: ['http://seed.com'] }] } } };

async function originOf(url: string): Promise<string> {
  const text = await (await fetch(`${url}/photos?cors`)).text();
  return /<AllowedOrigin>(.*)<\/AllowedOrigin>/.exec(text)?.[1] ?? text;
}
const put = (url: string, origin: string) =>
  fetch(`${url}/photos?cors`, { method: 'PUT', body: rule(origin) });

test('rules outlive a restart, and a reset puts back those of the seed', async () => {
  const options = { auth: 'off', data: join(folder, 'data'), buckets: seeded } as const;
  {
    await using oss = await startEmulator(options);
    expect(await originOf(oss.url)).toBe('http://seed.com');
    expect((await put(oss.url, 'http://put.com')).status).toBe(200);
  }
  await using again = await startEmulator(options);
  expect(await originOf(again.url)).toBe('http://put.com');
  await again.reset();
  expect(await originOf(again.url)).toBe('http://seed.com');
});

test('in memory too', async () => {
  await using oss = await startEmulator({ auth: 'off', buckets: seeded });
  await put(oss.url, 'http://put.com');
  await oss.reset();
  expect(await originOf(oss.url)).toBe('http://seed.com');
});

test('of rules that are put at once the whole of one is kept', async () => {
  await using oss = await startEmulator({ auth: 'off', buckets: seeded });
  const origins = Array.from({ length: 20 }, (_, i) => `http://${i}.com`);
  await Promise.all(origins.map((origin) => put(oss.url, origin)));
  expect(origins).toContain(await originOf(oss.url));
});
