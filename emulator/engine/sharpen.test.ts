import { expect, test } from 'vitest';
import type { Frame } from '../operation.ts';
import { at, difference, draw, noise, photo, solid } from './drawn.contract.ts';
import { sharpenFrame } from './sharpen.ts';

/** Beyond the edge the picture goes back, without its outermost pixel. */
function mirror(place: number, side: number): number {
  if (side === 1) return 0;
  if (place < 0) return mirror(-place, side);
  return place < side ? place : mirror(2 * (side - 1) - place, side);
}

/** By the definition: the distance from the mean of all pixels within reach is enlarged. */
function sharpened(frame: Frame, sigma: number): Frame {
  const reach = Math.ceil(sigma);
  return draw(frame.width, frame.height, (x, y) => {
    const sum = [0, 0, 0];
    let weights = 0;
    for (let v = -reach; v <= reach; v += 1) {
      for (let u = -reach; u <= reach; u += 1) {
        const weight = Math.exp(-(u * u + v * v) / (2 * sigma * sigma));
        weights += weight;
        const [column, row] = [mirror(x + u, frame.width), mirror(y + v, frame.height)];
        at(frame, column, row).forEach((value, c) => {
          sum[c] = (sum[c] ?? 0) + value * weight;
        });
      }
    }
    const [r = 0, g = 0, b = 0] = at(frame, x, y).map((value, c) => {
      const mean = (sum[c] ?? 0) / weights;
      const level = value + (weights / (weights + 1)) * (value - mean);
      return Math.min(255, Math.max(0, Math.round(level)));
    });
    return [r, g, b];
  });
}

test.each([0.5, 0.75, 1, 1.01, 2, 3.99])(
  'a deviation of %d is what the definition says',
  async (sigma) => {
    for (const frame of [noise(23, 17), photo(23, 17)])
      // Halves may go either way.
      expect(
        difference(await sharpenFrame(frame, sigma), sharpened(frame, sigma)),
      ).toBeLessThanOrEqual(1);
  },
);

test.each([
  [1, 1],
  [1, 9],
  [9, 1],
  [2, 3],
  [3, 2],
])('a picture of %i by %i may be smaller than the kernel', async (width, height) => {
  const frame = photo(width, height);
  for (const sigma of [1, 3.99])
    expect(
      difference(await sharpenFrame(frame, sigma), sharpened(frame, sigma)),
    ).toBeLessThanOrEqual(1);
});

test('the edge is mirrored, to the very level', async () => {
  // Repeated, the first column would become 15.
  const frame = draw(9, 5, (x) => (x === 0 ? [20, 20, 20] : [44, 44, 44]));
  const found = await sharpenFrame(frame, 1);
  for (let y = 0; y < 5; y += 1) expect(at(found, 0, y)).toEqual([9, 9, 9]);
});

test.each([3, 4] as const)('an even area of %i channels stays', async (channels) => {
  for (const level of [0, 1, 20, 127, 254, 255]) {
    const frame = solid(12, 12, channels === 3 ? [level, 9, 200] : [level, 9, 200, 255]);
    for (const sigma of [0.5, 1, 3.99])
      expect(difference(await sharpenFrame(frame, sigma), frame)).toBe(0);
  }
});

test('the colour of invisible pixels does not bleed', async () => {
  const frame = draw(30, 30, (x) => (x < 15 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
  const found = await sharpenFrame(frame, 2);
  for (let x = 0; x < 30; x += 1) {
    if (x < 15) expect(at(found, x, 15)).toEqual([255, 0, 0, 255]);
    else expect(at(found, x, 15)[3]).toBe(0);
  }
});
