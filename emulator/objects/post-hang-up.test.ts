import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator } from '../index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-forms-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a form whose client hangs up leaves neither an object nor a file', async () => {
  await using oss = await startEmulator({ auth: 'off', data: folder, buckets: { photos: {} } });
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    ).length;
  const before = await files();
  const hangUp = new AbortController();
  async function* body() {
    const head = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`;
    yield Buffer.from(`${head('key')}a\r\n${head('file')}${'.'.repeat(200_000)}`);
    await expect.poll(files).toBeGreaterThan(before);
    hangUp.abort();
    yield Buffer.from('.');
  }
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const asked = {
    method: 'POST',
    headers,
    body: body(),
    duplex: 'half',
    signal: hangUp.signal,
  } as const;
  await expect(fetch(`${oss.url}/photos`, asked)).rejects.toThrow();
  await expect.poll(files).toBe(before);
  expect((await fetch(`${oss.url}/photos/a`)).status).toBe(404);
});
