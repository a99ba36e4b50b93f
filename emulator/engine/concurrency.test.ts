import { expect, test } from 'vitest';
import { createQueue } from './concurrency.ts';

/** Tasks that end when they are told to, and what has begun so far. */
function tasks() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const task = (index: number) => async (): Promise<number> => {
    begun.push(index);
    await new Promise<void>((end) => (ends[index] = end));
    return index;
  };
  return { begun, end: (index: number) => ends[index]?.(), task };
}
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test('no more at once than the width, the others in the order in which they came', async () => {
  const { begun, end, task } = tasks();
  const queue = createQueue(2);
  const all = Promise.all([0, 1, 2, 3].map((index) => queue(task(index))));
  await turn();
  expect(begun).toEqual([0, 1]);
  end(1);
  await turn();
  expect(begun).toEqual([0, 1, 2]);
  end(0);
  await turn();
  expect(begun).toEqual([0, 1, 2, 3]);
  end(2);
  end(3);
  expect(await all).toEqual([0, 1, 2, 3]);
});

test('a place that was handed on is still taken', async () => {
  const { begun, end, task } = tasks();
  const queue = createQueue(1);
  const all = [queue(task(0)), queue(task(1))];
  await turn();
  end(0);
  await turn();
  all.push(queue(task(2)));
  await turn();
  expect(begun).toEqual([0, 1]);
  end(1);
  await turn();
  end(2);
  expect(await Promise.all(all)).toEqual([0, 1, 2]);
});

test('a task that fails makes room', async () => {
  const queue = createQueue(1);
  const failed = queue(() => Promise.reject(new Error('no')));
  const next = queue(() => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await queue(() => Promise.resolve('again'))).toBe('again');
});

test('tasks that hold too much together wait, whoever comes behind them too', async () => {
  const { begun, end, task } = tasks();
  const queue = createQueue(4, 100);
  const all = [queue(task(0), 60), queue(task(1), 50), queue(task(2), 10)];
  await turn();
  expect(begun).toEqual([0]);
  end(0);
  await turn();
  expect(begun).toEqual([0, 1, 2]);
  end(1);
  end(2);
  expect(await Promise.all(all)).toEqual([0, 1, 2]);
});

test('a task that alone holds more than there is runs alone', async () => {
  const { begun, end, task } = tasks();
  const queue = createQueue(4, 100);
  const all = [queue(task(0), 1), queue(task(1), 1000), queue(task(2), 1)];
  await turn();
  expect(begun).toEqual([0]);
  end(0);
  await turn();
  expect(begun).toEqual([0, 1]);
  end(1);
  await turn();
  end(2);
  expect(await Promise.all(all)).toEqual([0, 1, 2]);
});
