import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { foresee } from './predict.ts';

const example = { width: 400, height: 267, format: 'jpg', orientation: 1, frames: 1 } as const;
const current = specOf('current');

/** Size and the stored point that the upper left corner shows. */
function rectangle(tokens: string): string {
  const picture = foresee(`image/crop${tokens}`, example, current);
  if (!picture || 'refused' in picture) return picture?.refused ?? 'nothing predicted';
  const corner = picture.origin(0, 0);
  const at = corner.is === 'source' ? `${corner.x},${corner.y}` : corner.is;
  return `${picture.width}x${picture.height} at ${at}`;
}

// Examples of the documentation of 2018 and after on its 400 by 267 picture.
test.each([
  [',x_100,y_50', '300x217 at 100,50'],
  [',x_100,y_50,w_100,h_100', '100x100 at 100,50'],
  [',w_200,h_200,g_se', '200x200 at 200,67'],
  [',x_0,y_0,w_200,h_200,g_se', '200x200 at 200,67'],
  [',x_10,y_10,w_200,h_200,g_se', '190x190 at 210,77'],
])('crop%s is %s', (tokens, expected) => {
  expect(rectangle(tokens)).toBe(expected);
});

test.each([
  ['nw', '0,0'],
  ['north', '150,0'],
  ['ne', '300,0'],
  ['west', '0,83'],
  ['center', '150,83'],
  ['east', '300,83'],
  ['sw', '0,167'],
  ['south', '150,167'],
  ['se', '300,167'],
])('g_%s begins at %s', (anchor, at) => {
  expect(rectangle(`,w_100,h_100,g_${anchor}`)).toBe(`100x100 at ${at}`);
});

test('0 is up to the edge, and a rectangle larger than the picture is the picture', () => {
  expect(rectangle(',w_0,h_0,x_300')).toBe('100x267 at 300,0');
  expect(rectangle(',w_1000,h_100,g_center')).toBe('400x100 at 0,83');
  expect(rectangle('')).toBe('400x267 at 0,0');
});

test('is refused when it starts at the edge or beyond', () => {
  expect(rectangle(',x_399')).toBe('1x267 at 399,0');
  for (const tokens of [',x_400', ',y_267', ',w_100,g_se,x_100', ',x_30000'])
    expect(rectangle(tokens)).toBe('image/crop:start-outside');
});
