import { expect, it } from 'vitest';
import { startChild } from './child.ts';

const program = (code: string) => ['-e', code];
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('takes the URL of the first line, and ends the program', async () => {
  const child = await startChild(
    program(`
      console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:1/' + process.pid }));
      setInterval(() => console.log('x'.repeat(10000)), 1);
    `),
  );
  const pid = Number(child.url.pathname.slice(1));
  expect(isAlive(pid)).toBe(true);
  await child.stop();
  expect(isAlive(pid)).toBe(false);
  await child.stop();
});

it.each([
  [
    'ends',
    `console.error('port is taken'); process.exit(1)`,
    /did not start: .*ended[^]*port is taken/,
  ],
  [
    'says something else',
    `console.log('hello'); setInterval(() => {}, 1000)`,
    /did not start: .*it said hello/,
  ],
])('rejects when the program %s', async (_, code, message) => {
  await expect(startChild(program(code))).rejects.toThrow(message);
});
