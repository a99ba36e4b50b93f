import { expect, test } from 'vitest';
import { type Edition, specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import type { Plan, SourceInfo } from '../operation.ts';
import { bind } from './bind.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';

const jpg: SourceInfo = {
  format: 'jpg',
  width: 400,
  height: 267,
  bytes: 21839,
  frames: 1,
  orientation: 1,
  alpha: false,
  quality: 82,
};
const planOf = (text: string, source: Partial<SourceInfo> = {}, edition: Edition = 'current') => {
  const spec = specOf(edition);
  return plan(bind(parse(text), spec).actions, { ...jpg, ...source }, spec);
};
const sizes = ({ steps }: Plan) => steps.map(({ size }) => `${size.width}x${size.height}`);
const refusalOf = (...given: Parameters<typeof planOf>) => {
  try {
    planOf(...given);
  } catch (error) {
    if (error instanceof OssError) return error.refusal;
    throw error;
  }
  return 'none';
};

const landscape = { width: 200, height: 100 };
test.each([
  ['m_lfit,w_150,h_80', ['150x75']],
  ['m_mfit,w_150,h_80', ['160x80']],
  ['m_fill,w_150,h_80', ['160x80', '150x80']],
  ['m_pad,w_150,h_80', ['150x75', '150x80']],
  ['m_fixed,w_150,h_80', ['150x80']],
  ['m_fill,w_50', ['100x50', '50x50']],
  ['m_fixed,h_50', ['50x50']],
  ['w_100', ['100x50']],
  ['l_100', ['100x50']],
  ['s_50', ['100x50']],
  ['l_100,s_20', ['100x20']],
  ['w_100,l_10', ['100x50']],
  ['w_100,p_10', ['100x50']],
  ['p_200', ['400x200']],
])('resize,%s of 200 by 100 goes through %s', (args, expected) => {
  expect(sizes(planOf(`image/resize,${args}`, landscape))).toEqual(expected);
});

test.each([
  ['p_50', '200x134'],
  ['h_100', '150x100'],
  ['w_100,h_100', '100x67'],
  ['w_1', '1x1'],
  ['w_110', '110x73'],
])('resize,%s of 400 by 267 is %s: half up, at least 1', (args, expected) => {
  expect(sizes(planOf(`image/resize,${args}`))).toEqual([expected]);
});

test('limit_1 keeps the size, and 2019-09 keeps the bytes where nothing else is asked', () => {
  expect(planOf('image/resize,w_500')).toMatchObject({ steps: [], encode: { quality: 82 } });
  expect(planOf('image/resize,w_500', {}, '2019-09').encode).toBe('source');
  expect(planOf('image/resize,w_500/format,png', {}, '2019-09').encode).toMatchObject({
    format: 'png',
  });
  expect(sizes(planOf('image/resize,w_500,limit_0'))).toEqual(['500x334']);
});

test('limit_1 looks at the scaled picture, before cutting or padding', () => {
  expect(sizes(planOf('image/resize,m_pad,w_300,h_300'))).toEqual(['300x200', '300x300']);
  expect(sizes(planOf('image/resize,m_fill,w_300,h_300'))).toEqual([]);
});

test('an animation is never enlarged', () => {
  expect(planOf('image/resize,w_500,limit_0', { format: 'gif', frames: 3 }).steps).toEqual([]);
});

test('auto-orient acts before resize wherever it is written', () => {
  const info = { width: 424, height: 333, orientation: 7 };
  expect(sizes(planOf('image/resize,w_100/auto-orient,1', info))).toEqual(['333x424', '100x127']);
  expect(sizes(planOf('image/resize,w_100/auto-orient,0', info))).toEqual(['100x79']);
});

test.each([
  ['image/auto-orient,1/crop,w_300/resize,w_200/crop,w_100', { orientation: 6 }, 4],
  ['image/resize,w_200/rotate,90', {}, 1],
  ['image/resize,w_200/resize,w_100', {}, 1],
  ['image/resize,w_500,limit_0', {}, 0],
  ['image/resize,m_pad,w_100,h_100', {}, 1],
  ['image/resize,w_100', { format: 'gif' as const, frames: 3 }, 0],
])('of %s the decoder takes %o: %i steps', (text, source, joined) => {
  expect(planOf(text, source).joined).toBe(joined);
});

test.each([
  ['image/quality,q_80', {}, 65],
  ['image/quality,q_90', { quality: 80 }, 72],
  ['image/quality,Q_90', { quality: 95 }, 90],
  ['image/quality,Q_90', { quality: 80 }, 80],
  ['image/quality,q_1', { quality: 10 }, 1],
  ['image/quality,q_50,Q_70', {}, 70],
  ['image/format,webp', {}, 80],
  ['image/format,webp/quality,q_50', {}, 41],
  ['image/interlace,1', {}, 82],
  ['image/format,avif', {}, 50],
  ['image/format,avif/quality,Q_10', {}, 50],
])('%s of a source with %o is written at %i', (text, source, quality) => {
  expect(planOf(text, source).encode).toMatchObject({ quality });
});

test('a PNG has no quality, and becomes a JPEG of the default one', () => {
  const png = { ...jpg, format: 'png' as const };
  const { quality: _, ...source } = png;
  const spec = specOf('current');
  const encodeOf = (text: string) => plan(bind(parse(text), spec).actions, source, spec).encode;
  expect(encodeOf('image/quality,Q_10')).toEqual({
    format: 'png',
    progressive: false,
    animated: false,
  });
  expect(encodeOf('image/format,jpg')).toMatchObject({ quality: 80 });
});

test('gif comes only from gif', () => {
  expect(planOf('image/format,gif').encode).toMatchObject({ format: 'jpg' });
});

test.each([
  ['image/resize,w_100', 'image/resize/format,gif', true],
  ['image/resize,p_50', 'p makes it still', false],
  ['image/crop,w_10/format,webp', 'crop keeps it', true],
  ['image/resize,w_100/format,jpg', 'jpg cannot', false],
  ['image/rotate,90', 'rotate makes it still', false],
])('%s of an animation (%s): animated %s', (text, _, animated) => {
  const source = { format: 'gif' as const, frames: 3 };
  expect(planOf(text, source).encode).toMatchObject({ animated });
});

test.each([
  ['image/format,png', { format: 'png' as const, width: 30001 }, 'source-side'],
  ['image/resize,w_1', { width: 30001 }, 'source-too-large-to-resize'],
  ['image/format,png', { width: 30000, height: 8334 }, 'source-pixels'],
  ['image/format,png', { width: 30000, height: 8333 }, 'none'],
  ['image/format,png', { width: 5000, height: 5001, frames: 10 }, 'source-pixels'],
  ['image/rotate,90', { width: 4097 }, 'image/rotate:source-too-large'],
  ['image/rotate,90', { width: 4096 }, 'none'],
  ['image/auto-orient,1', { width: 4097 }, 'image/auto-orient:source-too-large'],
  ['image/auto-orient,0', { width: 4097 }, 'none'],
  ['image/resize,m_fixed,w_5000,h_5000,limit_0', {}, 'image/resize:result-too-large'],
  ['image/resize,m_fill,w_16384,h_1,limit_0', {}, 'image/resize:result-too-large'],
  ['image/format,webp', { width: 16384 }, 'webp-result'],
  ['image/format,webp', { width: 16383 }, 'none'],
  ['image/format,avif', { width: 4097 }, 'avif-result'],
  ['image/format,avif', { width: 4096, height: 2305 }, 'avif-result'],
  ['image/format,avif', { width: 4096, height: 2304 }, 'none'],
  ['image/crop,x_400', {}, 'image/crop:start-outside'],
])('%s of %o is refused before a pixel: %s', (text, source, refusal) => {
  expect(refusalOf(text, source)).toBe(refusal);
});

test('2019-09 holds rotation against the picture at that point, current against the source', () => {
  const wide = { width: 5000, height: 100 };
  expect(refusalOf('image/resize,w_4000/rotate,90', wide, '2019-09')).toBe('none');
  expect(refusalOf('image/resize,w_4000/rotate,90', wide)).toBe('image/rotate:source-too-large');
});

test.each([
  ['x_10,y_10,w_200,h_200,g_se', { left: 210, top: 77 }, '190x190'],
  ['w_200,h_200,g_se', { left: 200, top: 67 }, '200x200'],
  ['x_100,y_50', { left: 100, top: 50 }, '300x217'],
  ['w_0,h_100', { left: 0, top: 0 }, '400x100'],
  ['w_101,h_101,g_center', { left: 149, top: 83 }, '101x101'],
  ['w_9999,h_9999,g_center', { left: 0, top: 0 }, '400x267'],
])('crop,%s begins at %o and is %s', (args, from, size) => {
  const made = planOf(`image/crop,${args}`);
  expect(made.steps[0]).toMatchObject({ do: 'extract', from });
  expect(sizes(made)).toEqual([size]);
});

test.each([
  ['0', []],
  ['360', []],
  ['90', ['267x400']],
  ['180', ['400x267']],
  ['70', ['388x467']],
])('rotate,%s goes through %s', (angle, expected) => {
  expect(sizes(planOf(`image/rotate,${angle}`))).toEqual(expected);
});

test('turn after turn does not grow a picture without a bound', () => {
  const square = { width: 4096, height: 4096 };
  expect(sizes(planOf('image/rotate,45', square))).toEqual(['5793x5793']);
  const turns = '/rotate,45'.repeat(16);
  expect(refusalOf(`image${turns}`)).toBe('image/rotate:source-too-large');
  const wide = 'image/resize,m_fixed,w_16384,h_1024,limit_0/rotate';
  expect(refusalOf(`${wide},45`)).toBe('image/rotate:source-too-large');
  expect(sizes(planOf(`${wide},90`))).toEqual(['16384x1024', '1024x16384']);
});
