import { expect, test } from 'vitest';
import { readCpu, readPeak } from './usage.ts';

test.skipIf(process.platform !== 'linux')('a process that works and holds is seen to', async () => {
  const peak = await readPeak(process.pid);
  const held = Buffer.alloc(100 * 2 ** 20, 1);
  expect((await readPeak(process.pid)) - peak).toBeGreaterThan(30);
  expect(held.length).toBe(100 * 2 ** 20);

  const before = await readCpu(process.pid);
  const { user, system } = process.cpuUsage();
  while (process.cpuUsage({ user, system }).user < 200_000) Math.random();
  const used = (await readCpu(process.pid)) - before;
  expect(used).toBeGreaterThanOrEqual(180);
  await expect(readCpu(-1)).rejects.toThrow('ENOENT');
});
