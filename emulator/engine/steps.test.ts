import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame, Size } from '../operation.ts';
import { at, difference, draw, noise, photo, solid } from './drawn.contract.ts';
import { runStep } from './steps.ts';

const scale = (frame: Frame, width: number, height: number): Promise<Frame> =>
  runStep(frame, { do: 'scale', size: { width, height } }, []);

/** Keys's cubic with a = -1/2, which is Catmull and Rom's spline. */
function weight(distance: number): number {
  const t = Math.abs(distance);
  if (t < 1) return 1.5 * t ** 3 - 2.5 * t ** 2 + 1;
  return t < 2 ? -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2 : 0;
}

/** Enlarges by the definition: pixels are squares, the picture goes on beyond its edge as at its edge. */
function interpolated(frame: Frame, { width, height }: Size): Frame {
  const near = (centre: number, side: number): (readonly [place: number, weight: number])[] =>
    [-1, 0, 1, 2].map((offset) => {
      const place = Math.floor(centre) + offset;
      return [Math.min(side - 1, Math.max(0, place)), weight(centre - place)];
    });
  return draw(width, height, (x, y) => {
    const sum = [0, 0, 0];
    for (const [row, down] of near(((y + 0.5) * frame.height) / height - 0.5, frame.height)) {
      for (const [column, across] of near(((x + 0.5) * frame.width) / width - 0.5, frame.width)) {
        at(frame, column, row).forEach(
          (value, c) => (sum[c] = (sum[c] ?? 0) + value * down * across),
        );
      }
    }
    const [r = 0, g = 0, b = 0] = sum.map((value) => Math.min(255, Math.max(0, Math.round(value))));
    return [r, g, b];
  });
}

test.each([
  [20, 15, 21, 16],
  [20, 15, 40, 30],
  [20, 15, 37, 33],
  [20, 15, 20, 31],
  [20, 15, 41, 15],
  [9, 8, 200, 100],
])('%i×%i enlarged to %i×%i is where the definition puts it', async (w, h, width, height) => {
  const frame = photo(w, h);
  const found = await scale(frame, width, height);
  expect(difference(found, interpolated(frame, { width, height }))).toBeLessThanOrEqual(3);
});

test('enlarging keeps the centre of a blob in its place', async () => {
  const blob = draw(31, 21, (x, y) => {
    const value = Math.round(250 * Math.exp(-((x - 10) ** 2 + (y - 12) ** 2) / 8));
    return [value, value, value];
  });
  const { data, width, height } = await scale(blob, 93, 42);
  let mass = 0;
  let across = 0;
  let down = 0;
  data.forEach((value, index) => {
    const pixel = Math.floor(index / 3);
    mass += value;
    across += value * (pixel % width);
    down += value * Math.floor(pixel / width);
  });
  expect(across / mass).toBeCloseTo((10 + 0.5) * (width / 31) - 0.5, 1);
  expect(down / mass).toBeCloseTo((12 + 0.5) * (height / 21) - 0.5, 1);
});

test('every size is met, whatever grows and shrinks', async () => {
  const side = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(
      side,
      side,
      side,
      side,
      fc.constantFrom(3, 4),
      async (w, h, width, height, channels) => {
        const colour = channels === 3 ? ([9, 120, 240] as const) : ([9, 120, 240, 255] as const);
        const found = await scale(solid(w, h, colour), width, height);
        expect(difference(found, solid(width, height, colour))).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 200 },
  );
});

test('one pixel becomes many', async () => {
  const found = await scale(solid(1, 1, [1, 2, 3]), 400, 300);
  expect(difference(found, solid(400, 300, [1, 2, 3]))).toBe(0);
});

test.each([
  ['a reduction', 10, 10],
  ['an enlargement', 60, 60],
  ['one of each', 60, 10],
])('the colour of invisible pixels does not bleed in %s', async (_, width, height) => {
  // Red on the left, and green that nobody sees on the right.
  const frame = draw(30, 30, (x) => (x < 15 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
  const found = await scale(frame, width, height);
  for (let x = 0; x < width; x += 1) {
    const [r = 0, g = 0, , a = 0] = at(found, x, Math.floor(height / 2));
    expect(g).toBeLessThanOrEqual(1);
    if (a > 16) expect(r).toBeGreaterThan(240);
  }
});

test('a reduction averages: a fine chequerboard becomes grey', async () => {
  const board = draw(64, 64, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
  const found = await scale(board, 8, 8);
  for (const value of found.data) expect(Math.abs(value - 128)).toBeLessThanOrEqual(3);
});

test('a cut takes its rectangle', async () => {
  const frame = noise(12, 9);
  const found = await runStep(
    frame,
    { do: 'extract', from: { left: 3, top: 2 }, size: { width: 5, height: 4 } },
    [],
  );
  const expected = draw(5, 4, (x, y) => {
    const [r = 0, g = 0, b = 0] = at(frame, x + 3, y + 2);
    return [r, g, b];
  });
  expect(difference(found, expected)).toBe(0);
});

test('painting is up to the step', async () => {
  const mark = solid(1, 1, [7, 7, 7]);
  const size = { width: 2, height: 2 };
  const found = await runStep(
    noise(2, 2),
    { do: 'paint', what: 'the mark itself', size, marks: [], paint: (_, [first]) => first! },
    [mark],
  );
  expect(found).toBe(mark);
});
