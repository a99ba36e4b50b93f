import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { predict } from './predict.ts';

const current = specOf('current');
const still = { width: 60, height: 40, orientation: 1, frames: 1 } as const;
const jpg = (quality: number) => ({ ...still, format: 'jpg', quality }) as const;

// Manual of 2019-09-02, §1.4.2: 90 of 80 is 72 with q; with Q 100 and 95 become 90 and 80 stays; Q wins over q.
test.each([
  ['q_90', 100, 90],
  ['q_90', 80, 72],
  ['Q_90', 100, 90],
  ['Q_90', 95, 90],
  ['Q_90', 80, 80],
  ['q_10,Q_70', 80, 70],
  ['q_80', 82, 65],
  ['60', 80, 60],
  ['q_1', 10, 1],
])('quality,%s of a JPEG of %i is %i', (tokens, own, expected) => {
  expect(predict(`image/quality,${tokens}`, jpg(own), current)).toMatchObject({
    quality: expected,
  });
});

test('a JPEG keeps its quality, and one made of something else has 80', () => {
  expect(predict('image/resize,w_10', jpg(82), current)).toMatchObject({ quality: 82 });
  const png = { ...still, format: 'png' } as const;
  expect(predict('image/format,jpg', png, current)).toMatchObject({ format: 'jpg', quality: 80 });
  expect(predict('image/quality,Q_30', png, current)).not.toHaveProperty('quality');
});

test('2019-09 answers the source itself when an absolute quality is above its own', () => {
  const in2019 = specOf('2019-09');
  for (const tokens of ['Q_90', '90', 'Q_90/resize,w_100'])
    expect(predict(`image/quality,${tokens}`, jpg(80), in2019)).toMatchObject({ unchanged: true });
  for (const tokens of ['Q_80', 'q_100', 'Q_90/interlace,0', 'Q_90/resize,w_10'])
    expect(predict(`image/quality,${tokens}`, jpg(80), in2019)).not.toHaveProperty('unchanged');
});

test.each([
  ['resize,w_10', 'png', 'png'],
  ['format,webp', 'jpg', 'webp'],
  ['format,jpeg', 'png', 'jpg'],
  ['format,gif', 'png', 'png'],
  ['format,gif', 'gif', 'gif'],
  ['format,png/resize,w_10', 'jpg', 'png'],
] as const)('%s of %s is %s', (action, source, format) => {
  expect(predict(`image/${action}`, { ...still, format: source }, current)).toMatchObject({
    format,
  });
});

test.each([
  ['interlace,1', true],
  ['interlace,0', false],
  ['resize,w_10', false],
  ['interlace,1/format,jpg', true],
])('%s makes a JPEG progressive: %s', (actions, progressive) => {
  expect(predict(`image/${actions}`, jpg(80), current)).toMatchObject({ progressive });
});

test('a GIF saved as jpg or png is its first frame, as gif or webp it stays animated', () => {
  const moving = { ...still, format: 'gif', frames: 4 } as const;
  const frames = ['jpg', 'png', 'gif', 'webp'].map(
    (format) => predict(`image/resize,w_30/format,${format}`, moving, current)?.frames,
  );
  expect(frames).toEqual([1, 1, 4, 4]);
});

test('quality makes an animation still in the newest edition', () => {
  const moving = { ...still, format: 'gif', frames: 4 } as const;
  const frames = (['2019-09', 'current'] as const).map(
    (edition) => predict('image/quality,q_50', moving, specOf(edition))?.frames,
  );
  expect(frames).toEqual([4, 1]);
});

test('says nothing of other operations, styles and saveas', () => {
  const silent = [
    'image/blindwatermark,content_YQ',
    'style/a',
    'image/info',
    'image/',
    'image/constructor',
  ];
  for (const process of silent) expect(predict(process, jpg(80), current)).toBeUndefined();
});

test('a WebP side above 16383 is refused', () => {
  const wide = { ...still, format: 'png', width: 16384, height: 1 } as const;
  expect(predict('image/format,webp', wide, current)).toBeUndefined();
  expect(predict('image/format,png', wide, current)).toMatchObject({ width: 16384 });
});
