import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('what was asked for last stays, and no more than the most', () => {
  const recent = new Recent<{ n: number }>({ things: 2 });
  recent.set('a', { n: 1 });
  recent.set('b', { n: 2 });
  expect(recent.get('a')).toEqual({ n: 1 });
  recent.set('c', { n: 3 });
  expect(['a', 'b', 'c'].map((name) => recent.get(name)?.n)).toEqual([1, undefined, 3]);
});

test('what is set again replaces, and pushes nothing out', () => {
  const recent = new Recent<{ n: number }>({ things: 2 });
  for (const [name, n] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
  ] as const)
    recent.set(name, { n });
  expect([recent.get('a')?.n, recent.get('b')?.n]).toEqual([3, 2]);
});
