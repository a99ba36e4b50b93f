import { expect, test } from 'vitest';
import { gridColour } from '../../fixtures/grid.ts';
import { specOf } from '../../spec/corpus.ts';
import { type Patch, patches } from './patches.ts';
import { predict } from './predict.ts';

const wide = { width: 200, height: 100, format: 'png', orientation: 1, frames: 1 } as const;
const of = (process: string, source: Parameters<typeof predict>[1] = wide): Patch[] => {
  const picture = predict(process, source, specOf('current'));
  return picture ? patches(picture, source) : [];
};
/** The colour that is asked for at one pixel. */
const at = (all: readonly Patch[], x: number, y: number) =>
  all.find(({ left, top, side }) => x >= left && x < left + side && y >= top && y < top + side)
    ?.colour;

test('every cell of the grid has its patch, in its place', () => {
  const all = of('image/rotate,0');
  expect(all).toHaveLength(100);
  for (let row = 0; row < 10; row++)
    for (let col = 0; col < 10; col++)
      expect(at(all, 20 * col + 10, 10 * row + 5)).toEqual(gridColour(col, row));
  for (const { side } of all) expect(side).toBe(5);
});

test('a crop shows the cells that it leaves', () => {
  const all = of('image/crop,x_100,y_50,w_60,h_50');
  expect(all).toHaveLength(15);
  expect(at(all, 10, 5)).toEqual(gridColour(5, 5));
  expect(at(all, 50, 45)).toEqual(gridColour(7, 9));
});

test('quarter turns and orientations move cells', () => {
  expect(at(of('image/rotate,90'), 95, 10)).toEqual(gridColour(0, 0));
  expect(at(of('image/rotate,90'), 5, 190)).toEqual(gridColour(9, 9));
  // The grid is upright: stored with orientation 6 its upper left cell lies in the lower left corner.
  const stored = { ...wide, format: 'jpg', orientation: 6, quality: 95 } as const;
  expect(at(of('image/auto-orient,1', stored), 5, 10)).toEqual(gridColour(0, 0));
  expect(at(of('image/auto-orient,0', stored), 10, 95)).toEqual(gridColour(0, 0));
});

test('padding has its colour on both sides of the picture', () => {
  const all = of('image/resize,m_pad,w_100,h_100,color_102030');
  const bars = all.filter(({ colour }) => String(colour) === '16,32,48');
  expect(bars.map(({ top, side }) => [top + side < 25, top >= 75])).toEqual([
    [true, false],
    [true, false],
    [false, true],
    [false, true],
  ]);
  expect(at(of('image/resize,m_pad,w_200,h_200,limit_0'), 10, 55)).toEqual(gridColour(0, 0));
});

test('the corners of a free angle are transparent, or white in a jpg', () => {
  const [png, jpg] = [of('image/rotate,45'), of('image/rotate,45/format,jpg')];
  expect(png.filter(({ colour }) => colour === 'transparent')).toHaveLength(4);
  expect(jpg.filter(({ colour }) => String(colour) === '255,255,255')).toHaveLength(4);
  expect(png.length).toBeGreaterThan(60);
});

test('cells that are too small to judge are left out', () => {
  expect(of('image/resize,w_40')).toEqual([]);
  expect(of('image/resize,w_100').map(({ slack }) => slack)).toContain(8);
  expect(of('image/crop,x_199,y_99')).toEqual([
    { left: 0, top: 0, side: 1, colour: gridColour(9, 9), slack: 0, gain: 1 },
  ]);
});
