import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { patches } from './patches.ts';
import { predict } from './predict.ts';

const grid = { width: 200, height: 100, format: 'png', orientation: 1, frames: 1 } as const;
const current = specOf('current');
/** The colour of the patch of the first cell, which is 20 in red, green and blue. */
const firstOf = (process: string) => {
  const picture = predict(process, grid, current)!;
  return patches(picture, grid).find(({ left, top }) => left < 20 && top < 10)!;
};

test.each([
  ['image/bright,20', 71],
  ['image/bright,-20', 0],
  ['image/bright,0', 20],
  ['image/contrast,0', 20],
  ['image/contrast,-100', 127.5],
  ['image/contrast,50', 0],
  ['image/bright,-100/bright,100', 255],
])('%s makes %d of 20', (process, level) => {
  const { colour } = firstOf(process);
  expect(colour).toEqual([
    expect.closeTo(level, 9),
    expect.closeTo(level, 9),
    expect.closeTo(level, 9),
  ]);
});

test('contrast enlarges losses and errors', () => {
  expect(firstOf('image/bright,1').gain).toBe(1);
  expect(firstOf('image/contrast,50').gain).toBeCloseTo(2.414, 3);
  const twice = firstOf('image/bright,1/contrast,50');
  expect(twice.slack).toBeCloseTo(0.5 * 2.414 + 0.5, 3);
});

test('a colour that was laid down before changes, and one after does not', () => {
  const padded = (process: string) => predict(process, grid, current)!.origin(100, 1);
  expect(padded('image/resize,m_pad,w_200,h_200/bright,-20')).toEqual({
    is: 'colour',
    colour: [204, 204, 204],
  });
  expect(padded('image/bright,-20/resize,m_pad,w_200,h_200')).toEqual({
    is: 'colour',
    colour: [255, 255, 255],
  });
  expect(predict('image/circle,r_40/bright,20', grid, current)!.origin(1, 1)).toEqual({
    is: 'nothing',
  });
});
