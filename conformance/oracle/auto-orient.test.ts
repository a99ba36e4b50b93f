import { describe, expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { foresee, predict } from './predict.ts';

const current = specOf('current');
const stored = { width: 424, height: 333, format: 'jpg', frames: 1 } as const;
const turned = { ...stored, orientation: 7 };

// Documentation of 2018 to 2020: a picture of 424 by 333 with orientation 7.
test.each([
  ['resize,w_100/auto-orient,1', '100x127'],
  ['auto-orient,1/resize,w_100', '100x127'],
  ['resize,w_100/auto-orient,0', '100x79'],
  ['resize,w_100', '100x79'],
  ['auto-orient,1', '333x424'],
])('%s is %s', (actions, size) => {
  const picture = predict(`image/${actions}`, turned, current);
  expect(`${picture?.width ?? 0}x${picture?.height ?? 0}`).toBe(size);
});

describe.each([
  [1, 'top', 'left'],
  [2, 'top', 'right'],
  [3, 'bottom', 'right'],
  [4, 'bottom', 'left'],
  [5, 'left', 'top'],
  [6, 'right', 'top'],
  [7, 'right', 'bottom'],
  [8, 'left', 'bottom'],
] as const)('orientation %i', (orientation, row, column) => {
  const picture = predict('image/auto-orient,1', { ...stored, orientation }, current)!;
  const { width, height } = picture;
  /** The middle of one side of the upright picture, a pixel inside. */
  const side = {
    top: [width / 2, 1],
    bottom: [width / 2, height - 1],
    left: [1, height / 2],
    right: [width - 1, height / 2],
  } as const;

  test(`shows the stored row 0 ${row} and column 0 ${column}`, () => {
    const shown = (name: keyof typeof side) => picture.origin(side[name][0], side[name][1]);
    expect(shown(row)).toEqual({ is: 'source', x: 212, y: 1 });
    expect(shown(column)).toEqual({ is: 'source', x: 1, y: 166.5 });
  });
});

test('acts before resize but not before what stands in front of it', () => {
  const picture = predict('image/crop,w_200,h_100/resize,w_50/auto-orient,1', turned, current);
  expect(picture).toMatchObject({ width: 50, height: 100 });
});

test('a side above 4096 is refused, upright or not, and not by auto-orient,0, which turns nothing', () => {
  const wide = { ...stored, orientation: 1, width: 4097 };
  const refusal = { refused: 'image/auto-orient:source-too-large' };
  expect(foresee('image/auto-orient,1', wide, current)).toEqual(refusal);
  expect(foresee('image/auto-orient,0', wide, current)).toMatchObject({ width: 4097 });
});
