import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { createAuthority } from './http/self-signed.ts';

const program = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts')];

test('a picture that nobody waits for does not keep a server that stops', async () => {
  const child = spawn(process.execPath, [...program, 'serve', '--port=0', '--json', '--auth=off']);
  let log = '';
  child.stderr.on('data', (data) => (log += String(data)));
  const ended = once(child, 'close');
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(first) as { url: string };
  const pixel = { width: 1, height: 1, channels: 3, background: '#fff' } as const;
  await fetch(`${url}/photos`, { method: 'PUT' });
  await fetch(`${url}/photos/a`, {
    method: 'PUT',
    body: new Uint8Array(await sharp({ create: pixel }).png().toBuffer()),
  });

  const long = '/resize,w_4096,limit_0/resize,w_1'.repeat(8);
  const get = request(`${url}/photos/a?x-oss-process=image${long}`);
  get.on('error', () => undefined);
  get.end();
  while (!get.socket?.bytesWritten) await sleep(5);
  await fetch(`${url}/-/health`);
  get.destroy();
  child.kill('SIGTERM');

  expect(await ended).toEqual([0, null]);
  // An answer is logged when it is made.
  expect(log).toContain('"PUT","path":"/photos/a"');
  expect(log).not.toContain('"GET","path":"/photos/a"');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends one that still starts', async (signal) => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  const [pipe, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const { issue, key } = await createAuthority('a test');
  await writeFile(keyFile, key);
  await promisify(execFile)('mkfifo', [pipe]);
  const tls = [`--tls-cert=${pipe}`, `--tls-key=${keyFile}`];
  const flags = ['serve', '--port=0', '--json', `--data=${join(folder, 'data')}`, ...tls];
  const child = spawn(process.execPath, [...program, ...flags]);
  let said = '';
  child.stdout.on('data', (part) => (said += String(part)));
  const ended = once(child, 'close');

  // A pipe is opened for writing when somebody reads it.
  const writer = await open(pipe, 'w');
  child.kill(signal);
  await writer.write(issue(['localhost']));
  await writer.close();
  expect(await ended).toEqual([0, null]);
  expect(said).toBe('');
  expect(await readdir(join(folder, 'data'))).not.toContain('oss-double.lock-1');
  await rm(folder, { recursive: true });
});
