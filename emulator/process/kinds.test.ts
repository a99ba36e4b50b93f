import { expect, test } from 'vitest';
import { type Edition, type Spec, specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import type { Format, SourceInfo } from '../operation.ts';
import { bind } from './bind.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';

const of = (format: Format, more: Partial<SourceInfo> = {}): SourceInfo => ({
  format,
  width: 60,
  height: 40,
  bytes: 1000,
  frames: 1,
  orientation: 1,
  alpha: false,
  ...more,
});

function refusalOf(text: string, source: SourceInfo, spec: Spec): string {
  try {
    plan(bind(parse(text), spec).actions, source, spec);
  } catch (error) {
    if (error instanceof OssError) return error.refusal;
    throw error;
  }
  return 'none';
}
const both: readonly Edition[] = ['2019-09', 'current'];

test.each<readonly [Format, Edition, string]>([
  ['heic', '2019-09', 'unsupported-source'],
  ['avif', '2019-09', 'unsupported-source'],
  ['heic', 'current', 'none'],
  ['avif', 'current', 'none'],
  ...both.flatMap((edition) =>
    (['jpg', 'png', 'bmp', 'gif', 'webp', 'tiff'] as const).map(
      (format) => [format, edition, 'none'] as const,
    ),
  ),
])('%s as a source in %s: %s', (format, edition, refusal) => {
  expect(refusalOf('image/resize,w_10/format,png', of(format), specOf(edition))).toBe(refusal);
});

test.each<readonly [string, Format, string]>([
  ['image/resize,w_10/crop,w_5', 'gif', 'processed-twice'],
  ['image/resize,w_10/crop,w_5', 'webp', 'processed-twice'],
  ['image/resize,w_10/crop,w_5', 'png', 'none'],
  ['image/resize,w_10/resize,w_5', 'gif', 'processed-twice'],
  ['image/auto-orient,0/format,jpg/resize,w_10', 'webp', 'processed-twice'],
  ['image/resize,w_10/format,gif', 'gif', 'none'],
  ['image/quality,q_90/resize,w_10/interlace,1/format,webp', 'gif', 'none'],
])('%s of a %s in 2019-09: %s', (text, format, refusal) => {
  for (const frames of [1, 3])
    expect(refusalOf(text, of(format, { frames }), specOf('2019-09'))).toBe(refusal);
  expect(refusalOf(text, of(format), specOf('current'))).toBe('none');
});

test('the second action is the one that is pointed at', () => {
  const spec = specOf('2019-09');
  const { actions } = bind(parse('image/resize,w_10/format,gif/crop,w_5'), spec);
  const refused = () => plan(actions, of('gif'), spec);
  expect(refused).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ at: 29 }) }),
  );
});

test('a WebP that moves is refused for whom the list does not name', () => {
  const spec = specOf('current');
  const chain = {
    ...spec.chain,
    'animated-webp': { ...spec.chain['animated-webp'], is: 'refused' },
  };
  const unlisted = { ...spec, chain };
  const text = 'image/resize,w_10';
  expect(refusalOf(text, of('webp', { frames: 2 }), unlisted)).toBe('bad-webp');
  expect(refusalOf(text, of('webp'), unlisted)).toBe('none');
  expect(refusalOf(text, of('gif', { frames: 2 }), unlisted)).toBe('none');
  expect(refusalOf(text, of('webp', { frames: 2 }), spec)).toBe('none');
});

test('a HEIC is read and not written, and with alpha becomes no jpg', () => {
  const spec = specOf('current');
  expect(refusalOf('image/resize,w_10', of('heic'), spec)).toBe('not-emulated');
  expect(refusalOf('image/format,jpg', of('heic'), spec)).toBe('none');
  const clear = of('heic', { alpha: true });
  expect(refusalOf('image/format,jpg', clear, spec)).toBe('image/format:heic-alpha');
  expect(refusalOf('image/format,png', clear, spec)).toBe('none');
});
