import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { predict } from './predict.ts';

const example = { width: 400, height: 267, format: 'png', orientation: 1, frames: 1 } as const;
const sideOf = (process: string, edition: '2019-09' | 'current', source: typeof example) => {
  const picture = predict(process, source, specOf(edition));
  return picture && `${picture.width}x${picture.height}`;
};

// 2r + 1 of at most (short side - 1) / 2, as the newest page has it; 2r of at most the short side before.
test.each([
  [100, '200x200', '201x201'],
  [133, '266x266', '267x267'],
  [134, '267x267', '267x267'],
  [4096, '267x267', '267x267'],
])('radius %i gives %s in 2019 and %s today', (r, old, today) => {
  expect(sideOf(`image/circle,r_${r}`, '2019-09', example)).toBe(old);
  expect(sideOf(`image/circle,r_${r}`, 'current', example)).toBe(today);
});

test('there is nothing outside of a circle in the middle', () => {
  const picture = predict('image/circle,r_100', example, specOf('current'))!;
  expect(picture.origin(100.5, 100.5)).toEqual({ is: 'source', x: 199.5, y: 133.5 });
  // The square begins at 99,33; its inscribed circle has a radius of 100.5.
  for (const [x, y] of [
    [0.5, 100.5],
    [100.5, 200.5],
    [30, 30],
  ] as const)
    expect(picture.origin(x, y).is).toBe('source');
  for (const [x, y] of [
    [29, 29],
    [1, 1],
    [172, 29],
    [200, 200],
  ] as const)
    expect(picture.origin(x, y).is).toBe('nothing');
});

test('rounded corners keep the size and the sides between them', () => {
  const picture = predict('image/rounded-corners,r_30', example, specOf('current'))!;
  expect([picture.width, picture.height]).toEqual([400, 267]);
  expect(picture.origin(8, 8).is).toBe('nothing');
  expect(picture.origin(9, 9)).toEqual({ is: 'source', x: 9, y: 9 });
  expect(picture.origin(31, 0.5)).toEqual({ is: 'source', x: 31, y: 0.5 });
  expect(picture.origin(392, 259).is).toBe('nothing');
});

test('a radius is at most half the short side', () => {
  const picture = predict('image/rounded-corners,r_4096', example, specOf('current'))!;
  expect(picture.origin(0.1, 133.5).is).toBe('source');
  expect(picture.origin(133.6, 0.1).is).toBe('source');
  expect(picture.origin(39, 39).is).toBe('nothing');
  expect(picture.origin(40, 40).is).toBe('source');
});

test('jpg shows white where there is nothing', () => {
  const picture = predict('image/circle,r_100/format,jpg', example, specOf('current'));
  expect(picture?.origin(1, 1)).toEqual({ is: 'colour', colour: [255, 255, 255] });
});
