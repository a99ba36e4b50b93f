import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { foresee, predict } from './predict.ts';

const png = { format: 'png', orientation: 1, frames: 1 } as const;
const wide = { ...png, width: 200, height: 100 };
const example = { ...png, format: 'jpg', quality: 82, width: 400, height: 267 } as const;
const current = specOf('current');

function size(tokens: string, source = wide, spec = current): string {
  const picture = predict(`image/resize,${tokens}`, source, spec);
  return picture ? `${picture.width}x${picture.height}` : 'nothing predicted';
}

// Worked example of the documentation of 2020-09-16 and after: 200 by 100, w_150,h_80.
test.each([
  ['lfit', '150x75'],
  ['mfit', '160x80'],
  ['fill', '150x80'],
  ['pad', '150x80'],
  ['fixed', '150x80'],
])('m_%s of 200x100 to w_150,h_80 is %s', (mode, expected) => {
  expect(size(`m_${mode},w_150,h_80`)).toBe(expected);
});

// Examples of the manual of 2019-09-02, §1.3, on its 400 by 267 picture; sides that it does not print follow from its rules.
test.each([
  ['h_100', '150x100'],
  ['l_100', '100x67'],
  ['s_100', '150x100'],
  ['m_fixed,h_100,w_100', '100x100'],
  ['m_lfit,h_100,w_100', '100x67'],
  ['m_mfit,h_100,w_100', '150x100'],
  ['m_fill,h_100,w_100', '100x100'],
  ['m_pad,h_100,w_100', '100x100'],
  ['p_50', '200x134'],
  ['w_500', '400x267'],
  ['w_500,limit_0', '500x334'],
])('%s of 400x267 is %s', (tokens, expected) => {
  expect(size(tokens, { ...example, format: 'png' })).toBe(expected);
});

// 3924 by 2550 to 923 by 600: page on HEIC of 2019-09, w and h beat l. 1024 by 768 to 200 by 150: recorded of the live service.
test.each([
  ['h_600,l_900', 3924, 2550, '923x600'],
  ['w_200', 1024, 768, '200x150'],
  ['w_1', 1000, 3, '1x1'],
  ['w_100', 333, 424, '100x127'],
])('%s of %ix%i is %s', (tokens, width, height, expected) => {
  expect(size(tokens, { ...png, width, height })).toBe(expected);
});

test.each([
  ['m_fixed,w_80', '80x80'],
  ['m_fill,h_60', '60x60'],
  ['m_pad,l_60', '60x60'],
  ['l_120,s_90', '120x90'],
  ['m_mfit,l_90,s_50', '90x50'],
  ['p_10,w_100', '100x50'],
  ['p_150', '300x150'],
  ['m_fixed,w_300,h_50', '200x100'],
  ['m_pad,w_300,h_100', '300x100'],
  ['m_pad,w_300,h_300', '200x100'],
  ['m_fill,w_201,h_10', '200x100'],
])('%s of 200x100 is %s', (tokens, expected) => {
  expect(size(tokens)).toBe(expected);
});

test('a portrait has its long side upright', () => {
  const tall = { ...png, width: 100, height: 200 };
  expect([size('l_100', tall), size('l_120,s_30', tall)]).toEqual(['50x100', '30x120']);
});

test('an animation is never enlarged, not even with limit_0', () => {
  const moving = { ...wide, format: 'gif', frames: 4 } as const;
  const of = (tokens: string) => predict(`image/resize,${tokens}`, moving, current);
  expect(of('w_400,limit_0')).toMatchObject({ width: 200, frames: 4 });
  expect(of('w_100')).toMatchObject({ width: 100, height: 50, frames: 4 });
  expect(of('p_50')).toMatchObject({ width: 100, height: 50, frames: 1 });
});

test('results that are too large are refused, by the limits of the edition', () => {
  const refusal = { refused: 'image/resize:result-too-large' };
  const at = (tokens: string, edition: '2019-09' | 'current' = 'current') =>
    foresee(`image/resize,${tokens}`, wide, specOf(edition));
  expect(at('m_fixed,w_5000,h_5000,limit_0')).toEqual(refusal);
  expect(at('m_fixed,w_4097,h_1,limit_0')).toMatchObject({ width: 4097, height: 1 });
  expect(at('p_1000')).toMatchObject({ width: 2000, height: 1000 });
  expect(at('m_mfit,w_4000,h_4000,limit_0', '2019-09')).toEqual(refusal);
  expect(foresee('image/resize,w_1', { ...png, width: 30001, height: 1 }, current)).toEqual({
    refused: 'source-too-large-to-resize',
  });
});

test('2019-09 answers the source itself where limit_1 leaves nothing to do', () => {
  const in2019 = predict('image/resize,w_500', example, specOf('2019-09'));
  expect(in2019).toMatchObject({ width: 400, height: 267, unchanged: true });
  expect(predict('image/resize,w_500', example, current)).not.toHaveProperty('unchanged');
});

test('says nothing where no document does', () => {
  const square = { ...png, width: 50, height: 50 };
  expect(size('l_40,s_20', square)).toBe('nothing predicted');
  expect(size('P_20')).toBe('nothing predicted');
});
