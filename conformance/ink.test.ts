import { expect, test } from 'vitest';
import { draw } from '../fixtures/pixels.ts';
import { readInk } from './ink.ts';

const paper = [255, 255, 255, 255];
const black = [0, 0, 0, 255];
const page = (isInk: (x: number, y: number) => boolean, ink = black) =>
  draw(100, 80, 4, (x, y) => (isInk(x, y) ? ink : paper));
const whole = { left: 0, top: 0, width: 100, height: 80 };
const inside = (left: number, top: number, right: number, bottom: number) =>
  page((x, y) => x >= left && x < right && y >= top && y < bottom);

test('the box, the area and the colour are those of what is no background', () => {
  expect(readInk(inside(10, 20, 40, 25), whole)).toMatchObject({
    ...{ left: 10, top: 20, right: 40, bottom: 25 },
    area: 150,
    colour: black,
  });
  expect(
    readInk(
      page(() => false),
      whole,
    ),
  ).toBeUndefined();
});

test('only the part that is asked for is looked at, in pixels of the whole', () => {
  const part = { left: 30, top: 0, width: 50, height: 80 };
  expect(readInk(inside(10, 20, 40, 25), part)).toMatchObject({ left: 30, right: 40, area: 50 });
  expect(readInk(inside(10, 20, 40, 25), { ...part, left: 45 })).toBeUndefined();
});

test('a pixel that is half covered is half a pixel of ink', () => {
  const half = draw(100, 80, 4, (x, y) =>
    y !== 40 || x > 9 ? paper : x < 8 ? black : [128, 128, 128, 255],
  );
  expect(readInk(half, whole)?.area).toBeCloseTo(9, 1);
});

test('the baseline is where most columns end, not the lowest tail', () => {
  const stems = page((x, y) => x % 10 === 3 && y >= 10 && y < (x === 53 ? 60 : 50));
  expect(readInk(stems, whole)).toMatchObject({ baseline: 50, bottom: 60 });
});

test.each([
  [30, 20],
  [25, 13],
  [40, 27],
])('tiles %i by %i apart are found to be so', (across, down) => {
  const isInk = (x: number, y: number) => x % across < 12 && y % down < 6 && (x + y) % 3 > 0;
  expect(readInk(page(isInk), whole)).toMatchObject({ across, down });
});

test('what does not repeat itself has no period', () => {
  expect(readInk(inside(10, 20, 40, 25), whole)).toMatchObject({ across: 0, down: 0 });
});
