import { expect, test } from 'vitest';
import { type Edition, specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import { bind } from './bind.ts';
import { parse } from './parse.ts';

const bound = (text: string, edition: Edition = 'current') =>
  bind(parse(text), specOf(edition)).actions;
const argumentsOf = (text: string, edition?: Edition) => bound(text, edition)[0]?.args;

function refusalOf(text: string, edition: Edition = 'current'): OssError {
  try {
    bound(text, edition);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error(`${text} was bound`);
}

test('arguments are typed and complete', () => {
  expect(argumentsOf('image/resize,w_100,m_fill,color_ff00aa,limit_0')).toEqual({
    ...{ w: 100, m: 'fill', color: 'FF00AA', limit: false },
  });
  expect(argumentsOf('image/crop')).toEqual({ x: 0, y: 0, g: 'nw' });
  expect(argumentsOf('image/format,jpeg')).toEqual({ value: 'jpg' });
});

test.each([
  ['the later of two', 'image/resize,w_100,w_50', { w: 50 }],
  ['an empty token', 'image/resize,,w_50,', { w: 50 }],
  ['an unknown key', 'image/resize,w_50,e_1,foo,quality,q_3', { w: 50 }],
])('%s is no mistake', (_, text, expected) => {
  expect(argumentsOf(text)).toMatchObject(expected);
});

test.each(['image//resize,w_1', 'image/resize,w_1/', 'image///resize,w_1//'])(
  'empty segments of %s are passed over',
  (text) => expect(bound(text)).toHaveLength(1),
);

test.each([
  ['image/resize,w_0', 'invalid-value', '0040-00000312', { value: '0', name: 'w' }],
  ['image/resize,w_abc', 'invalid-value', '0040-00000312', { value: 'abc', name: 'w' }],
  ['image/resize,w_1.5', 'invalid-value', '0040-00000312', { value: '1.5', name: 'w' }],
  ['image/resize,w_', 'invalid-value', '0040-00000312', { value: '', name: 'w' }],
  ['image/resize,w80,h_80,w', 'invalid-value', '0040-00000312', { value: '', name: 'w' }],
  ['image/resize,w_0,h_0', 'invalid-value', '0040-00000321', { value: '0', name: 'w' }],
  ['image/resize', 'missing-value', '0040-00000322', { name: 'resize' }],
  ['image/resize,P_10', 'missing-value', '0040-00000322', { name: 'resize' }],
  ['image/resize,w_1,color_red', 'invalid-value', '0040-00000318', { value: 'red', name: 'color' }],
  ['image/format,f_png', 'invalid-value', '0040-00000206', { value: 'f', name: 'f' }],
  ['image/format', 'missing-value', '0040-00000207', { name: 'f' }],
  ['image/rotate,a_90', 'invalid-value', '0040-00000217', { value: 'a', name: 'rotate' }],
  ['image/rotate,-90', 'invalid-value', '0040-00000217', { value: '-90', name: 'rotate' }],
  ['image/rotate,90,200', 'too-many-values', '0040-00000203', { value: '200', name: 'rotate' }],
  ['image/quality,88,image', 'invalid-value', '0040-00000310', { value: 'image', name: 'quality' }],
  ['image/slim,1', 'unknown-action', undefined, { value: 'slim' }],
  ['image/', 'no-action', undefined, { value: 'image' }],
  ['resize,w_1', 'unknown-process', undefined, { value: 'resize,w_1' }],
  ['image/blur,r_1', 'missing-value', '0040-00000242', { name: 's' }],
  ['image/blur,g_face,r_1,s_1', 'not-bound', undefined, { name: 'g' }],
  ['image/format,heic', 'not-emulated', undefined, { value: 'image/format,heic' }],
  ['image/crop,g_auto', 'not-bound', undefined, { name: 'g' }],
  ['image/info/resize,w_1', 'not-combinable', undefined, { value: 'info' }],
])('%s is refused: %s %s', (text, refusal, ec, fields) => {
  const error = refusalOf(text);
  expect(error.refusal).toBe(refusal);
  expect(error.details.ec).toBe(ec);
  expect(error.details.fields).toMatchObject(fields);
});

test('the first fault from the left is told, with its column', () => {
  const text = 'image/resize,w_10/quality,Q_0/rotate,x';
  expect(refusalOf(text).details.at).toBe(text.indexOf('0/rotate'));
});

test('editions differ by the table alone', () => {
  expect(argumentsOf('image/resize,w_16384')).toMatchObject({ w: 16384 });
  expect(refusalOf('image/resize,w_4097', '2019-09').refusal).toBe('invalid-value');
  expect(argumentsOf('image/rotate,90,200', '2019-09')).toEqual({ value: 90 });
});

test('pipes beyond the limit of the edition are refused', () => {
  const pipes = (count: number) => Array(count).fill('image/resize,w_9').join('|');
  expect(bound(pipes(5))).toHaveLength(5);
  expect(refusalOf(pipes(6)).refusal).toBe('too-many-pipes');
  expect(refusalOf(pipes(5), '2019-09').refusal).toBe('too-many-pipes');
});
