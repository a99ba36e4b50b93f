import { expect, test } from 'vitest';
import { compare, printRows } from './row.ts';

test('a row is the ratio of two medians', () => {
  const row = compare('pictures', 'a second', [80, 95, 200], [100, 100, 100]);
  expect(row).toMatchObject({ ours: 95, bare: 100, ratio: 0.95 });
  expect(row.ok).toBeUndefined();
});

test.each([
  { ours: 90, target: { atLeast: 0.9 }, ok: true },
  { ours: 89, target: { atLeast: 0.9 }, ok: false },
  { ours: 250, target: { atMost: 2.5 }, ok: true },
  { ours: 251, target: { atMost: 2.5 }, ok: false },
  { ours: 89, target: { atLeast: 0.9, atMost: 1.1 }, ok: false },
  { ours: 111, target: { atLeast: 0.9, atMost: 1.1 }, ok: false },
])('$ours of 100 against $target: $ok', ({ ours, target, ok }) => {
  expect(compare('', '', [ours], [100], target).ok).toBe(ok);
});

test('a missed target is marked in the table', () => {
  const rows = [
    compare('slow', 'ms', [300, 310], [100, 100], { atMost: 2.5 }),
    compare('fine', 'ms', [200, 210], [100, 100], { atMost: 2.5 }),
  ];
  const [, slow, fine] = printRows(rows).split('\n');
  expect(slow).toMatch(/slow .*3\.05 .*≤ 2\.5 +MISS$/);
  expect(fine).toMatch(/fine .*2\.05 .*≤ 2\.5 +ok$/);
});
