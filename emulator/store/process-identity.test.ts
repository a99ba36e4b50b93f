import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { identify, judgeLife } from './process-identity.ts';

const patiently = { timeout: 10_000 };
const onLinux = it.runIf(process.platform === 'linux');

onLinux('knows that it lives itself', async () => {
  expect(await judgeLife(await identify())).toBe('alive');
});

onLinux('knows a living process from an ended one', async () => {
  const child = spawn('sleep', ['60']);
  const exited = once(child, 'exit');
  const identity = await identify(child.pid);
  expect(await judgeLife(identity)).toBe('alive');
  child.kill('SIGKILL');
  await exited;
  expect(await judgeLife(identity)).toBe('dead');
});

onLinux('takes a killed process for dead although nobody has asked for its end', async () => {
  // The shell becomes a program that does not care for the child it has got.
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line]: unknown[] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  await expect.poll(() => readFile(`/proc/${parent.pid}/comm`, 'utf8'), patiently).toBe('sleep\n');
  const identity = await identify(pid);
  expect(await judgeLife(identity)).toBe('alive');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => judgeLife(identity), patiently).toBe('dead');
  expect(() => process.kill(pid, 0)).not.toThrow();
});

onLinux('does not take another process for one that had the same pid', async () => {
  const identity = await identify();
  expect(await judgeLife({ ...identity, began: '1' })).toBe('dead');
});

it('cannot tell of a process in another container or on another host', async () => {
  const identity = await identify();
  expect(await judgeLife({ ...identity, world: 'elsewhere' })).toBe('unknown');
});
