import { expect, test } from 'vitest';
import { startNode } from './lines.ts';
import { readCpu, readPeak } from './usage.ts';

/** Asked for it, holds 100 MiB and works for 200 ms. */
const program = `
const held = [];
require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
  held.push(Buffer.alloc(100 * 2 ** 20, 1));
  const { user, system } = process.cpuUsage();
  while (process.cpuUsage({ user, system }).user < 200_000) Math.random();
  console.log('done');
});
console.log('ready');
`;

test.skipIf(process.platform !== 'linux')('a process that works and holds is seen to', async () => {
  await using node = await startNode(['--eval', program]);
  await node.line();
  const [peak, cpu] = [await readPeak(node.pid), await readCpu(node.pid)];
  node.say('work');
  await node.line();
  expect((await readPeak(node.pid)) - peak).toBeGreaterThan(90);
  expect((await readCpu(node.pid)) - cpu).toBeGreaterThanOrEqual(180);
  await expect(readCpu(-1)).rejects.toThrow('ENOENT');
});
