import { expect, test } from 'vitest';
import { exampleSource, explain } from './explain.ts';

test('a plan is told step by step, with who does what', () => {
  const { text, isRefused } = explain(
    'image/resize,w_200/rotate,90/format,webp',
    'current',
    exampleSource,
  );
  expect(isRefused).toBe(false);
  expect(text).toContain('1. scale -> 200x134  (by the decoder)');
  expect(text).toContain('2. orient as EXIF orientation 6 -> 134x200\n');
  expect(text).toContain('answer: webp, quality 80');
});

test('a refusal points at its place and names its source', () => {
  const { text, isRefused } = explain('image/resize,w_0', 'current', exampleSource);
  expect(isRefused).toBe(true);
  expect(text).toContain('400 InvalidArgument: The value: 0 of parameter: w is invalid.');
  expect(text).toContain('EC 0040-00000312');
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.endsWith('^'));
  expect(lines[at - 1]?.charAt((lines[at] ?? '').indexOf('^'))).toBe('0');
  expect(text).toMatch(/^ {2}documented: .* §1\.3 /m);
  expect(text).toMatch(/^ {2}observed: /m);
});

test('what is only presumed is called so', () => {
  const { text } = explain('', 'current', exampleSource);
  expect(text).toMatch(/^ {2}inferred: Q043: /m);
});

test('a limit is explained like a bad value, and 2019-09 tells no EC', () => {
  const { text } = explain('image/resize,w_4097', '2019-09', exampleSource);
  expect(text).not.toContain('EC ');
  const huge = explain('image/rotate,90', 'current', { ...exampleSource, width: 4097 });
  expect(huge.text).toContain('Picture exceed the maximum allowable rotation range.');
});

test('an answer needs no plan', () => {
  expect(explain('image/info', 'current', exampleSource).isRefused).toBe(false);
});

test.each([
  ['', 'no x-oss-process parameter found'],
  ['style/thumb', '404 NoSuchStyle'],
  [`image/resize,w_100${','.repeat(4096)}`, 'EC 0017-00000288'],
])('what the line refuses before it binds is refused here too: %.12s', (text, told) => {
  const explained = explain(text, 'current', exampleSource);
  expect(explained).toMatchObject({ isRefused: true });
  expect(explained.text).toContain(told);
});

test('an answer looks at no source that is too large', () => {
  const { text } = explain('image/info', 'current', { ...exampleSource, width: 30_001 });
  expect(text).toContain('400 ImageTooLarge');
});

test('a mark is taken for a logo of 100 by 100, and told with what is done to it', () => {
  const image = Buffer.from('logo.png?x-oss-process=image/resize,P_30').toString('base64url');
  const { text } = explain(`image/watermark,image_${image},g_nw`, 'current', exampleSource);
  expect(text).toContain('image=logo.png (image/resize P=30');
  expect(text).toContain('1. stamp logo.png (120x120) at nw -> 400x267\n');
  expect(text).toContain('     of png 100x100, taken for an example\n     1. scale -> 120x120');
});

test('what stands behind an @ is told as the actions that it means', () => {
  const { text, isRefused } = explain('@100w_100h_1e_1c.png', 'current', exampleSource);
  expect(isRefused).toBe(false);
  expect(text).toContain('resize m_fill w_100 h_100 limit_0');
  expect(text).toContain('answer: png');
  const wrong = explain('@100w_abcb', 'current', exampleSource);
  expect(wrong.isRefused).toBe(true);
  expect(wrong.text).toContain('EC 0040-00000201');
  expect(wrong.text).toContain('  100w_abcb\n       ^');
});
