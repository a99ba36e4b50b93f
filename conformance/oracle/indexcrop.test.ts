import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { foresee, predict } from './predict.ts';

const example = { width: 400, height: 267, format: 'png', orientation: 1, frames: 1 } as const;
const current = specOf('current');

// The documents show the first slice of 100 columns, and the source for the 11th of 100 rows and the 101st of 100 columns.
test.each([
  ['x_100,i_0', 'from 0,0', '100x267'],
  ['x_100,i_3', 'from 300,0', '100x267'],
  ['x_150,i_2', 'from 300,0', '100x267'],
  ['y_100,i_2', 'from 0,200', '400x67'],
  ['x_50,y_100,i_1', 'from 0,100', '400x100'],
  ['x_500', 'from 0,0', '400x267'],
])('%s is a slice %s of %s', (tokens, from, size) => {
  const picture = predict(`image/indexcrop,${tokens}`, example, current)!;
  expect(`${picture.width}x${picture.height}`).toBe(size);
  const [left = 0, top = 0] = (/from (\d+),(\d+)/.exec(from) ?? []).slice(1).map(Number);
  expect(picture.origin(1, 2)).toEqual({ is: 'source', x: left + 1, y: top + 2 });
  expect(picture.unchanged).toBeUndefined();
});

test.each(['x_100,i_100', 'x_100,i_4', 'y_100,i_10', 'x_500,i_1'])('%s is the source', (tokens) => {
  for (const edition of ['2019-09', 'current'] as const)
    expect(predict(`image/indexcrop,${tokens}`, example, specOf(edition))).toMatchObject({
      width: 400,
      height: 267,
      unchanged: true,
    });
});

test('what is behind the last slice keeps others from nothing', () => {
  const picture = predict('image/indexcrop,x_100,i_4/resize,w_200', example, current);
  expect(picture).toMatchObject({ width: 200, height: 134 });
  expect(picture?.unchanged).toBeUndefined();
});

test('nothing is said of an animation of which nothing is cut', () => {
  const moving = { ...example, format: 'gif', frames: 4 } as const;
  expect(foresee('image/indexcrop,x_100,i_4', moving, current)).toBeUndefined();
  expect(predict('image/indexcrop,x_100,i_3', moving, current)).toMatchObject({ frames: 1 });
});
