import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, solid } from '../engine/drawn.contract.ts';
import type { Frame } from '../operation.ts';
import { roundOff } from './corners.ts';

const rounded = async (width: number, height: number, radius: number, alpha = 255) => {
  const frame = solid(width, height, [9, 120, 240, alpha]);
  await roundOff(frame, radius);
  return frame;
};
const alphaAt = (frame: Frame, x: number, y: number): number => at(frame, x, y)[3] ?? -1;

/** What is opaque, in pixels. */
function opacity({ data }: Frame): number {
  let sum = 0;
  for (let index = 3; index < data.length; index += 4) sum += data[index] ?? 0;
  return sum / 255;
}

test('a circle covers its area, to a thousandth', async () => {
  for (const side of [1, 2, 3, 10, 61, 200]) {
    const area = Math.PI * (side / 2) ** 2;
    const covered = opacity(await rounded(side, side, side / 2));
    expect(covered / area).toBeGreaterThan(0.998);
    expect(covered / area).toBeLessThan(1.002);
  }
});

test('corners take away what the circle leaves of their squares, and nothing else', async () => {
  const side = fc.integer({ min: 1, max: 60 });
  await fc.assert(
    fc.asyncProperty(side, side, fc.integer({ min: 1, max: 120 }), async (width, height, twice) => {
      const radius = Math.min(twice, width, height) / 2;
      const frame = await rounded(width, height, radius);
      const lost = width * height - opacity(frame);
      const expected = (4 - Math.PI) * radius ** 2;
      // Each pixel on the line is rounded to a level.
      expect(Math.abs(lost - expected)).toBeLessThan(0.01 * expected + 0.01 * (radius + 1));
      const wrong: [x: number, y: number][] = [];
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const alpha = alphaAt(frame, x, y);
          const isEven =
            alpha === alphaAt(frame, width - 1 - x, y) &&
            alpha === alphaAt(frame, x, height - 1 - y);
          const isBetween = x >= radius && x + 1 <= width - radius;
          if (!isEven || (isBetween && alpha < 255)) wrong.push([x, y]);
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('the single pixel of a circle is as opaque as its share', async () => {
  expect(at(await rounded(1, 1, 0.5), 0, 0)).toEqual([
    9,
    120,
    240,
    Math.round((255 * Math.PI) / 4),
  ]);
});

test('alpha that was there is multiplied', async () => {
  const frame = await rounded(20, 20, 5, 100);
  expect(at(frame, 10, 10)).toEqual([9, 120, 240, 100]);
  expect(at(frame, 0, 0)).toEqual([0, 0, 0, 0]);
  expect(alphaAt(await rounded(20, 20, 1, 100), 0, 0)).toBe(Math.round((100 * Math.PI) / 4));
});

test('pictures of many rows are rounded to the last', async () => {
  const frame = await rounded(600, 700, 300);
  expect(opacity(frame) / (600 * 700 - (4 - Math.PI) * 300 ** 2)).toBeCloseTo(1, 4);
  expect([0, 599].flatMap((x) => [0, 699].map((y) => alphaAt(frame, x, y)))).toEqual([0, 0, 0, 0]);
});
