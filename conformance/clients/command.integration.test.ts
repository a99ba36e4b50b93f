import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';

/** Arguments of node that run the command line from its source. */
const program = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts')];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line to its end. */
const run = (...args: readonly string[]) =>
  new Promise<Ended>((resolve) => {
    const child = execFile(process.execPath, [...program, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });

test('a taken port is told in a line, with exit 1', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const { code, stdout, stderr } = await run('serve', '--port', port);
  squatter.close();
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`^oss-double: .*${port}.* taken\\n$`));
});

test.each([
  { args: ['serve', '--port', 'abc'], named: '--port' },
  { args: ['serve', '--port', '65536'], named: '--port' },
  { args: ['serve', '--edition', '2018'], named: '--edition' },
  { args: ['serve', '--nonsense'], named: '--nonsense' },
  { args: ['serve', '--seed', '/no/such/folder'], named: '/no/such/folder' },
  {
    args: ['serve', '--tls-cert', '/no/such.pem', '--tls-key', '/no/key.pem'],
    named: '--tls-cert',
  },
  { args: ['serve', '--tls-key', '/no/key.pem'], named: '--tls-cert' },
  {
    args: ['serve', '--tls-cert', program[2] ?? '', '--tls-key', program[2] ?? ''],
    named: '--tls',
  },
  { args: ['sevre'], named: 'sevre' },
])('$args is told in a line that names $named, with exit 1', async ({ args, named }) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^oss-double: [^\n]+\n$/);
  expect(stderr).toContain(named);
});

test('explain tells what a process does, and exits 1 for one that is refused', async () => {
  const legal = await run('explain', 'image/resize,w_200');
  expect(legal.code).toBe(0);
  expect(legal.stdout).toMatch(/200.?[x×].?1(33|34)/);
  const refused = await run('explain', 'image/resize,w_0');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('InvalidArgument');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets a running put end and refuses new connections',
  async (signal) => {
    const flags = ['serve', '--port', '0', '--json', '--auth', 'off'];
    const child = spawn(process.execPath, [...program, ...flags], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'close');
    const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url } = JSON.parse(first) as { url: string };
    expect((await fetch(`${url}/photos`, { method: 'PUT' })).status).toBe(200);

    // The server says `continue` once the put is running.
    const headers = { 'content-length': 6, expect: '100-continue' };
    const put = request(`${url}/photos/slow`, { method: 'PUT', headers });
    const answered = once(put, 'response') as Promise<[{ statusCode?: number }]>;
    await once(put, 'continue');
    put.write('abc');
    child.kill(signal);
    const knock = () =>
      fetch(url).then(
        () => 'answered',
        () => 'refused',
      );
    await expect.poll(knock, { timeout: 10_000 }).toBe('refused');
    put.end('def');

    const [{ statusCode }] = await answered;
    expect(statusCode).toBe(200);
    expect(await ended).toEqual([0, null]);
  },
);
