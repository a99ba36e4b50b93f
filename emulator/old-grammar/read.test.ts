import { describe, expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import { format } from '../process/parse.ts';
import { isOldGrammar, readOldGrammar } from './read.ts';

const spec = specOf('current');
const translated = (text: string) => format(readOldGrammar(text, spec));
const refused = (text: string): OssError => {
  try {
    readOldGrammar(text, spec);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  return expect.fail(`${text} was not refused`);
};
const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('what stands behind an @ is', () => {
  test.each([
    ['100w_100h_1e_1c.png', 'resize,m_fill,w_100,h_100,limit_0/format,png,black_1'],
    ['90Q_1l_100w', 'resize,w_100,limit_1/quality,Q_90/format,jpg,black_1'],
    ['1x_50p.bmp', 'resize,p_50,limit_0/format,bmp,black_1'],
    ['2o_0-0-9-9a.webp', 'auto-orient,1/crop,x_0,y_0,w_9,h_9/format,webp,black_1'],
    ['1o_0-0-9-9a.webp', 'crop,x_0,y_0,w_9,h_9/auto-orient,1,late_1/format,webp,black_1'],
    ['9-1ci', 'circle,r_9/format,jpg'],
    ['1wh.jpg', 'format,jpg'],
    ['.src', 'format,gif,first_1,black_1'],
    ['1an.src', 'format,gif,black_1'],
    ['infoexif', 'info'],
    ['imageAve', 'average-hue'],
  ])('%s: image/%s', (text, process) => expect(translated(text)).toBe(`image/${process}`));

  test('a pipe each, the format at the end of the last', () => {
    expect(translated('100w.png|90r')).toBe(
      'image/resize,w_100,limit_0|image/rotate,90/format,png',
    );
    const mark = encode('logo.png');
    expect(translated(`100w|watermark=1&object=${mark}&p=1&t=90`)).toBe(
      `image/resize,w_100,limit_0|image/watermark,image_${mark},g_nw,t_90/format,jpg,black_1`,
    );
  });

  test('translated in the object of a watermark too, without a format', () => {
    const asked = encode('a@b/logo.png@30P_90r');
    const meant = encode('a@b/logo.png?x-oss-process=image/resize,P_30,limit_0/rotate,90');
    expect(translated(`watermark=1&object=${asked}`)).toBe(
      `image/watermark,image_${meant}/format,jpg,black_1`,
    );
  });
});

test('every piece stands where it was written', () => {
  const [first, second] = readOldGrammar('100w_90r|3-2bl.png', spec).pipes;
  const placed = first?.actions.map(({ name, tokens }) => [name.text, name.at, tokens[0]?.at]);
  expect(placed).toEqual([
    ['resize', 0, 0],
    ['rotate', 5, 5],
  ]);
  expect(second?.domain.at).toBe(9);
  expect(second?.actions.map(({ name }) => [name.text, name.at])).toEqual([
    ['blur', 9],
    ['format', 15],
  ]);
  expect(readOldGrammar('100w', spec).pipes.every(({ old }) => old)).toBe(true);
});

test.each([
  ['100w_abcb', '0040-00000201', 5],
  ['100w|ci', '0040-00000235', 5],
  ['100w|watermark=1&object=YQ&t=200', '0040-00000361', 29],
  ['100w|watermark=2', '0040-00000379', 5],
  ['0e', '0040-00000349', 0],
])('%s is refused with %s at column %i', (text, ec, at) => {
  expect(refused(text).details).toMatchObject({ ec, at });
});

test.each([
  'constructor',
  '__proto__',
  'watermark=2&text=YQ&constructor=1',
  '.constructor',
  'toString',
  '1e999999w',
  '9'.repeat(400) + 'w',
  '-',
  '.',
  '|',
  '&',
  '=',
  '@',
])('%j neither hangs nor throws anything else', (text) => {
  const read = () => {
    try {
      readOldGrammar(text, spec);
    } catch (error) {
      if (!(error instanceof OssError)) throw error;
    }
  };
  expect(read).not.toThrow();
});

test.each([
  ['100w.jpg', true],
  ['-50b', true],
  ['.png', true],
  ['watermark=2&text=YQ', true],
  ['infoexif', true],
  ['image/resize,w_100', false],
  ['style/a', false],
  ['video/snapshot,t_0', false],
  ['csdar5324', false],
  ['toString', false],
  ['', false],
])('a style that is %j is of the old grammar: %s', (content, isOld) =>
  expect(isOldGrammar(content, spec)).toBe(isOld),
);
