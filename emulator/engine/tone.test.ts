import { expect, test } from 'vitest';
import { at, draw } from './drawn.contract.ts';
import { mapLevels } from './tone.ts';

const levels = draw(256, 1, (x) => [x, 255 - x, x]);

test.each([
  [1, 0],
  [1, 51],
  [1, -127.5],
  [1, 25.5],
  [2.414213562373095, -180.3],
  [0.41421356, 74.69],
  [0, 127.5],
  [16331239353195370, -2082233017532409600],
])('%d · level + %d is rounded and held between 0 and 255', async (slope, offset) => {
  const found = await mapLevels(levels, slope, offset);
  const expected = (level: number): number =>
    Math.min(255, Math.max(0, Math.round(slope * level + offset)));
  for (let x = 0; x < 256; x += 1)
    expect(at(found, x, 0)).toEqual([expected(x), expected(255 - x), expected(x)]);
});

test('alpha stays', async () => {
  const frame = draw(256, 1, (x) => [100, 100, 100, x]);
  const found = await mapLevels(frame, 2, -100);
  for (let x = 0; x < 256; x += 1) expect(at(found, x, 0)).toEqual([100, 100, 100, x]);
  const dark = await mapLevels(frame, 1, -50);
  for (let x = 0; x < 256; x += 1) expect(at(dark, x, 0)).toEqual([50, 50, 50, x]);
});
