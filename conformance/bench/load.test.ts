import { expect, test } from 'vitest';
import { measureRate } from './load.ts';

test('as many tasks run at once as asked, and no more', async () => {
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 5));
    running -= 1;
  };
  const rate = await measureRate(task, 3, 40);
  expect(most).toBe(3);
  expect(running).toBe(0);
  expect(rate).toBeGreaterThan(0);
});

test('a task that fails fails the measurement', async () => {
  const task = () => Promise.reject(new Error('503'));
  await expect(measureRate(task, 2, 40)).rejects.toThrow('503');
});
