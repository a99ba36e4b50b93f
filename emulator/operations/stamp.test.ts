import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, type Colour, difference, draw, noise, solid } from '../engine/drawn.contract.ts';
import type { Frame } from '../operation.ts';
import { stamp } from './stamp.ts';

const red: Colour = [255, 0, 0];
const blue: Colour = [0, 0, 255];
const whole = { at: { left: 0, top: 0 }, opacity: 1 };

test('a mark lies where it is put, pixel for pixel', async () => {
  const mark = noise(7, 5);
  const on = await stamp(solid(20, 10, blue), mark, { ...whole, at: { left: 4, top: 3 } });
  const expected = draw(20, 10, (x, y) => {
    const isInside = x >= 4 && y >= 3 && x < 11 && y < 8;
    const [r = 0, g = 0, b = 0] = at(mark, x - 4, y - 3);
    return isInside ? [r, g, b] : blue;
  });
  expect(difference(on, expected)).toBe(0);
});

test.each([
  ['left and above', -5, -4],
  ['right and below', 17, 8],
  ['on all sides', -3, -3],
])('what reaches over an edge is cut off: %s', async (_, left, top) => {
  const mark = noise(30, 20);
  const on = await stamp(solid(20, 10, blue), mark, { ...whole, at: { left, top } });
  const expected = draw(20, 10, (x, y) => {
    const [mx, my] = [x - left, y - top];
    const isInside = mx >= 0 && my >= 0 && mx < mark.width && my < mark.height;
    const [r = 0, g = 0, b = 0] = at(mark, mx, my);
    return isInside ? [r, g, b] : blue;
  });
  expect(difference(on, expected)).toBe(0);
});

test('a mark that lies outside changes nothing', async () => {
  for (const [left, top] of [
    [20, 0],
    [-7, 0],
    [0, 10],
    [0, -5],
    [4096, 4096],
  ] as const) {
    const on = await stamp(noise(20, 10), noise(7, 5), { ...whole, at: { left, top } });
    expect(difference(on, noise(20, 10))).toBe(0);
  }
});

test('tiles repeat in both directions from where they begin', async () => {
  const mark = noise(4, 3);
  const placing = { at: { left: 2, top: 1 }, period: { width: 6, height: 5 }, opacity: 1 };
  const on = await stamp(solid(21, 16, blue), mark, placing);
  const expected = draw(21, 16, (x, y) => {
    const [mx, my] = [(x - 2 + 60) % 6, (y - 1 + 50) % 5];
    const [r = 0, g = 0, b = 0] = at(mark, mx, my);
    return mx < 4 && my < 3 ? [r, g, b] : blue;
  });
  expect(difference(on, expected)).toBe(0);
});

/** Porter and Duff's over in real numbers, premultiplied: the textbook's way to what stamp does otherwise. */
function over(below: readonly number[], above: readonly number[], opacity: number): number[] {
  const [a, b] = [((above[3] ?? 255) / 255) * opacity, (below[3] ?? 255) / 255];
  const all = a + b * (1 - a);
  const mix = [0, 1, 2].map((c) => {
    const sum = (above[c] ?? 0) * a + (below[c] ?? 0) * b * (1 - a);
    return all === 0 ? (below[c] ?? 0) : sum / all;
  });
  return [...mix, 255 * all];
}

const level = fc.integer({ min: 0, max: 255 });
const colour = fc.oneof(fc.tuple(level, level, level), fc.tuple(level, level, level, level));
test('a pixel is that of the textbook, rounded', async () => {
  await fc.assert(
    fc.asyncProperty(colour, colour, fc.integer({ min: 0, max: 100 }), async (under, mark, t) => {
      const on = await stamp(solid(1, 1, under), solid(1, 1, mark), { ...whole, opacity: t / 100 });
      const expected = over(under, mark, t / 100);
      expect(on.channels).toBe(under.length);
      at(on, 0, 0).forEach((value, c) => {
        expect(Math.abs(value - (expected[c] ?? 0))).toBeLessThan(0.5 + 1e-6);
      });
    }),
  );
});

test('others get their turn while a large mark is stamped', async () => {
  const large: Frame = { width: 2000, height: 1500, channels: 3, data: Buffer.alloc(9_000_000) };
  let turns = 0;
  const count = () => {
    turns += 1;
    if (turns < 100) setImmediate(count);
  };
  setImmediate(count);
  await stamp(large, solid(1500, 1200, red), whole);
  expect(turns).toBeGreaterThan(1);
});
