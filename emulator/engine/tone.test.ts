import { expect, test } from 'vitest';
import { at, draw } from './drawn.contract.ts';
import { type Step } from '../operation.ts';
import { joinLevels, mapLevels, setLevels } from './tone.ts';

const levels = () => draw(256, 1, (x) => [x, 255 - x, x]);

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
  const found = await setLevels(levels(), mapLevels(slope, offset));
  const expected = (level: number): number =>
    Math.min(255, Math.max(0, Math.round(slope * level + offset)));
  for (let x = 0; x < 256; x += 1)
    expect(at(found, x, 0)).toEqual([expected(x), expected(255 - x), expected(x)]);
});

test('alpha stays', async () => {
  const frame = () => draw(256, 1, (x) => [100, 100, 100, x]);
  const found = await setLevels(frame(), mapLevels(2, -100));
  for (let x = 0; x < 256; x += 1) expect(at(found, x, 0)).toEqual([100, 100, 100, x]);
  const dark = await setLevels(frame(), mapLevels(1, -50));
  for (let x = 0; x < 256; x += 1) expect(at(dark, x, 0)).toEqual([50, 50, 50, x]);
});

test('a picture of several portions is mapped to its last pixel', async () => {
  const found = await setLevels(
    draw(1000, 1100, () => [1, 2, 3]),
    mapLevels(1, 7),
  );
  expect(at(found, 999, 499)).toEqual([8, 9, 10]);
  expect(at(found, 999, 1099)).toEqual([8, 9, 10]);
});

test('levels that follow each other are joined, in their order and with what each of them loses', () => {
  const size = { width: 256, height: 1 };
  const step = (slope: number, offset: number): Step => {
    return { do: 'levels', size, what: `${slope}`, table: mapLevels(slope, offset) };
  };
  const scale: Step = { do: 'scale', size };
  const [first, second, ...others] = joinLevels([step(1, 200), step(2, -200), scale, step(1, 1)]);
  expect([second?.do, others.map((other) => other.do)]).toEqual(['scale', ['levels']]);
  if (first?.do !== 'levels') throw new Error('The first two are no levels.');
  for (let level = 0; level < 256; level += 1)
    expect(first.table[level]).toBe(Math.min(255, 2 * Math.min(255, level + 200) - 200));
  const line = { slope: expect.closeTo(2, 1), offset: expect.closeTo(200.5, 0) as number };
  expect(first.line).toEqual(line);
});
