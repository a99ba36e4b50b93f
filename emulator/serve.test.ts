import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';

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
