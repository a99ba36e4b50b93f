import { expect, test } from 'vitest';
import { type Edition, specOf } from '../../spec/corpus.ts';
import { isRefused, type Source } from './law.ts';
import type { Mark } from './marks.ts';
import { foresee } from './predict.ts';
import type { Origin } from './view.ts';

const png = { format: 'png', frames: 1, orientation: 1 } as const;
const grid: Source = { ...png, width: 200, height: 100 };
const red: Mark = {
  source: { ...png, width: 40, height: 20 },
  colourAt: () => [255, 0, 0, 255],
};
const half: Mark = { ...red, colourAt: (x) => [0, 255, 0, x < 20 ? 128 : 0] };
const marks = new Map([
  ['red.png', red],
  ['half.png', half],
]);
const base64 = (text: string) => Buffer.from(text).toString('base64url');
const image = (text: string) => `image_${base64(text)}`;

function pictured(tokens: string, edition: Edition = 'current') {
  const seen = foresee(`image/${tokens}`, grid, specOf(edition), marks);
  if (!seen || isRefused(seen)) throw new Error(`${tokens} makes no picture`);
  return seen;
}
const isMark = ({ is }: Origin): boolean => is === 'over';

test.each([
  ['', [150, 70], [189, 89]],
  [',g_nw,x_30,y_15', [30, 15], [69, 34]],
  [',g_center,x_7,y_7,voffset_-3', [80, 37], [119, 56]],
  [',g_east,voffset_5', [150, 45], [189, 64]],
] as const)('a mark%s lies from %o to %o', (tokens, [left, top], [right, bottom]) => {
  const { origin } = pictured(`watermark,${image('red.png')}${tokens}`);
  const inside = [origin(left + 0.5, top + 0.5), origin(right + 0.5, bottom + 0.5)];
  const outside = [origin(left - 0.5, top + 0.5), origin(right + 1.5, bottom + 0.5)];
  expect([inside.every(isMark), outside.some(isMark)]).toEqual([true, false]);
});

test('alpha and t multiply, and what is transparent is not there', () => {
  const { origin } = pictured(`watermark,${image('half.png')},t_50,g_nw,x_0,y_0`);
  expect(origin(5, 5)).toMatchObject({ colour: [0, 255, 0], alpha: 64 / 255 });
  expect(origin(25, 5)).toMatchObject({ is: 'source' });
});

test('P is a share of the picture at that point of the chain', () => {
  const mark = `${image('red.png?x-oss-process=image/resize,P_50')},g_nw,x_0,y_0`;
  const { origin } = pictured(`resize,w_100/watermark,${mark}`);
  expect([origin(49.5, 24.5), origin(50.5, 5), origin(5, 25.5)].map(isMark)).toEqual([
    ...[true, false, false],
  ]);
});

test('tiles lie their gaps apart from the upper left, but of a picture in 2019', () => {
  const tokens = `watermark,${image('red.png')},fill_1,padx_10,pady_5`;
  const { origin } = pictured(tokens);
  const seen = [origin(45, 5), origin(55, 5), origin(5, 22), origin(5, 27)].map(isMark);
  expect(seen).toEqual([false, true, false, true]);
  expect(isMark(pictured(tokens, '2019-09').origin(5, 5))).toBe(false);
});

test('nothing is foretold of what a text covers, unless it is not seen', () => {
  expect(pictured('watermark,text_YQ').origin(5, 5)).toEqual({ is: 'unknown' });
  expect(pictured('watermark,text_YQ,t_0').origin(5, 5)).toMatchObject({ is: 'source' });
});

test('a fourth picture is refused before anything else', () => {
  const four = Array<string>(4)
    .fill(`watermark,${image('red.png')}`)
    .join('/');
  const refused = { refused: 'image/watermark:too-many-marks' };
  expect(foresee(`image/${four}`, grid, specOf('current'), marks)).toEqual(refused);
  expect(pictured(four, '2019-09')).toMatchObject({ width: 200, height: 100 });
});

test('nobody foretells a mark that nobody knows', () => {
  expect(foresee(`image/watermark,${image('?')}`, grid, specOf('current'), marks)).toBeUndefined();
});
