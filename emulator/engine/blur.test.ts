import { expect, test } from 'vitest';
import type { Frame } from '../operation.ts';
import { blurFrame } from './blur.ts';
import { at, difference, draw, noise, photo, solid } from './drawn.contract.ts';

/** By the definition: in both directions at once, with the edge repeated. */
function blurred(frame: Frame, radius: number, sigma: number): Frame {
  const near = (centre: number, side: number): (readonly [place: number, weight: number])[] =>
    Array.from({ length: 2 * radius + 1 }, (_, index) => {
      const away = index - radius;
      const place = Math.min(side - 1, Math.max(0, centre + away));
      return [place, Math.exp(-(away ** 2) / (2 * sigma ** 2))];
    });
  return draw(frame.width, frame.height, (x, y) => {
    const sum = [0, 0, 0];
    let weights = 0;
    for (const [row, down] of near(y, frame.height)) {
      for (const [column, across] of near(x, frame.width)) {
        weights += down * across;
        at(frame, column, row).forEach((value, c) => {
          sum[c] = (sum[c] ?? 0) + value * down * across;
        });
      }
    }
    const [r = 0, g = 0, b = 0] = sum.map((value) => Math.round(value / weights));
    return [r, g, b];
  });
}

test.each([
  [1, 1],
  [1, 50],
  [3, 2],
  [5, 2],
  [8, 8],
  [10, 3],
  [12, 50],
])('radius %i and deviation %i are what the definition says', async (radius, sigma) => {
  for (const frame of [noise(21, 15), photo(21, 15)])
    expect(
      difference(await blurFrame(frame, radius, sigma), blurred(frame, radius, sigma)),
    ).toBeLessThanOrEqual(1);
});

test.each([
  [1, 1],
  [1, 7],
  [7, 1],
  [3, 2],
])('a picture of %i by %i may be smaller than the radius', async (width, height) => {
  const frame = photo(width, height);
  for (const sigma of [1, 50])
    expect(
      difference(await blurFrame(frame, 50, sigma), blurred(frame, 50, sigma)),
    ).toBeLessThanOrEqual(1);
});

test.each([3, 4] as const)('an even area of %i channels stays', async (channels) => {
  for (const level of [0, 1, 20, 127, 254, 255]) {
    const frame = solid(20, 20, channels === 3 ? [level, 9, 200] : [level, 9, 200, 255]);
    for (const [radius, sigma] of [
      [1, 1],
      [3, 2],
      [50, 35],
    ] as const)
      expect(difference(await blurFrame(frame, radius, sigma), frame)).toBe(0);
  }
});

test('the colour of invisible pixels does not bleed, and alpha is blurred too', async () => {
  // Red on the left, and green that nobody sees on the right.
  const frame = draw(30, 30, (x) => (x < 15 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
  const found = await blurFrame(frame, 5, 3);
  for (let x = 0; x < 30; x += 1) {
    const [r = 0, g = 0, , a = 0] = at(found, x, 15);
    expect(g).toBe(0);
    if (a > 16) expect(r).toBeGreaterThan(240);
  }
  const alphas = [9, 13, 16, 20].map((x) => at(found, x, 15)[3] ?? 0);
  expect(alphas).toEqual([...alphas].sort((a, b) => b - a));
  expect([alphas[0], alphas[3]]).toEqual([255, 0]);
});
