import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { foresee, predict } from './predict.ts';

const example = { width: 400, height: 267, format: 'png', orientation: 1, frames: 1 } as const;
const current = specOf('current');
const turned = (degrees: number, source = example) =>
  predict(`image/rotate,${degrees}`, source, current);

// 90 degrees was recorded of the live service; 70 degrees is an example of the documentation whose size follows from the box.
test.each([
  [0, '400x267'],
  [90, '267x400'],
  [180, '400x267'],
  [270, '267x400'],
  [360, '400x267'],
  [70, '388x467'],
  [45, '472x472'],
  [110, '388x467'],
])('%i degrees give %s', (degrees, size) => {
  const picture = turned(degrees);
  expect(`${picture?.width ?? 0}x${picture?.height ?? 0}`).toBe(size);
});

test('turns clockwise: the upper left corner goes to the upper right one', () => {
  expect(turned(90)?.origin(266.5, 0.5)).toEqual({ is: 'source', x: 0.5, y: 0.5 });
  expect(turned(180)?.origin(399.5, 266.5)).toEqual({ is: 'source', x: 0.5, y: 0.5 });
  expect(turned(270)?.origin(0.5, 399.5)).toEqual({ is: 'source', x: 0.5, y: 0.5 });
});

test('a free angle keeps the middle, goes clockwise and exposes the corners', () => {
  const picture = turned(30)!;
  const [x, y] = [picture.width / 2, picture.height / 2];
  expect(picture.origin(x, y)).toEqual({ is: 'source', x: 200, y: 133.5 });
  const right = picture.origin(x + 100 * Math.cos(Math.PI / 6), y + 50);
  expect(right.is === 'source' && [right.x, right.y]).toEqual([
    expect.closeTo(300, 6),
    expect.closeTo(133.5, 6),
  ]);
  expect(picture.origin(1, 1)).toEqual({ is: 'nothing' });
});

test('jpg shows white where a free angle exposes nothing', () => {
  const picture = predict('image/rotate,30/format,jpg', example, current);
  expect(picture?.origin(1, 1)).toEqual({ is: 'colour', colour: [255, 255, 255] });
});

test('sides above 4096 are refused; 2019-09 looks at the picture that is turned, current at the source', () => {
  const refusal = { refused: 'image/rotate:source-too-large' };
  const large = { ...example, width: 4097, height: 2 };
  expect(foresee('image/rotate,90', large, current)).toEqual(refusal);
  expect(foresee('image/resize,w_100/rotate,90', large, current)).toEqual(refusal);
  expect(foresee('image/resize,w_100/rotate,90', large, specOf('2019-09'))).toMatchObject({
    width: 1,
    height: 100,
  });
  expect(foresee('image/rotate,1', { ...large, width: 4096 }, current)).toMatchObject({
    width: 4095,
  });
});

test('turns that grow the picture without end are refused at last', () => {
  const turns = (n: number) => `image/${Array.from({ length: n }, () => 'rotate,45').join('/')}`;
  expect(foresee(turns(2), example, current)).toMatchObject({ width: 668, height: 668 });
  expect(foresee(turns(12), example, current)).toEqual({
    refused: 'image/rotate:source-too-large',
  });
});
