import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { patches } from './patches.ts';
import { predict } from './predict.ts';

const grid = { width: 1000, height: 500, format: 'png', orientation: 1, frames: 1 } as const;
const patchesOf = (process: string) => patches(predict(process, grid, specOf('current'))!, grid);

/** Pixels from a patch to the next line between cells, which are 100 by 50. */
const toLine = ({ left, top, side }: { left: number; top: number; side: number }): number =>
  Math.min(left % 100, top % 50, 100 - ((left + side) % 100), 50 - ((top + side) % 50));

test.each([
  ['blur,r_3,s_2', 3],
  ['blur,r_10,s_50', 10],
  ['sharpen,50', 1],
  ['sharpen,399', 4],
  ['sharpen,399/blur,r_5,s_1', 9],
])('after %s no patch is nearer to a line than %i', (process, reach) => {
  const all = patchesOf(`image/${process}`);
  expect(all.length).toBeGreaterThan(90);
  for (const patch of all) expect(toLine(patch)).toBeGreaterThanOrEqual(reach);
});

test('where all is mixed nothing is predicted of pixels', () => {
  expect(patchesOf('image/blur,r_50,s_50')).toEqual([]);
});
