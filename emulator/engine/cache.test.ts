import { expect, test } from 'vitest';
import { createCache } from './cache.ts';

function counted(most: number) {
  const cache = createCache<string>(most, (value) => value.length);
  const made: string[] = [];
  const ask = (key: string, bytes = 10) =>
    cache(key, () => {
      made.push(key);
      return Promise.resolve(key.padEnd(bytes, '.'));
    });
  return { ask, made };
}

test('what was made is answered again', async () => {
  const { ask, made } = counted(100);
  expect(await ask('a')).toBe(await ask('a'));
  expect(made).toEqual(['a']);
});

test('what was asked for longest ago goes when there is no room', async () => {
  const { ask, made } = counted(40);
  for (const key of ['a', 'b', 'c', 'd']) await ask(key);
  await ask('a');
  await ask('e'); // b goes
  for (const key of ['a', 'c', 'd', 'e']) await ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e']);
  await ask('b');
  expect(made.at(-1)).toBe('b');
});

test('what would take more than a quarter is not kept and drives nothing out', async () => {
  const { ask, made } = counted(40);
  await ask('small');
  await ask('large', 11);
  await ask('large', 11);
  await ask('small');
  expect(made).toEqual(['small', 'large', 'large']);
});

test('the number of small things is bounded too', async () => {
  const { ask, made } = counted(1_000_000);
  for (let key = 0; key < 5000; key++) await ask(String(key), 1);
  await ask('4999', 1);
  expect(made).toHaveLength(5000);
  await ask('0', 1);
  expect(made.at(-1)).toBe('0');
});

test('two who ask at once for the same do not make it count twice', async () => {
  const { ask, made } = counted(40);
  await Promise.all([ask('a'), ask('a'), ask('a'), ask('a')]);
  for (const key of ['b', 'c', 'd', 'a']) await ask(key);
  expect(made).toEqual(['a', 'a', 'a', 'a', 'b', 'c', 'd']);
});

test('what fails is made anew', async () => {
  const cache = createCache<string>(40, (value) => value.length);
  await expect(cache('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await cache('a', () => Promise.resolve('yes'))).toBe('yes');
});
