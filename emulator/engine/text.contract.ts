/** What the tests of text look at. */
import type { Frame, Point, Size } from '../operation.ts';
import type { Face } from './face.ts';
import { drawText, type TextStyle } from './text.ts';

export const plain: TextStyle = {
  font: 'wqy-zenhei',
  colour: { r: 200, g: 30, b: 60 },
  size: 40,
  shadow: 0,
  rotate: 0,
};

export const fonts = [
  'wqy-zenhei',
  'wqy-microhei',
  'fangzhengshusong',
  'fangzhengkaiti',
  'fangzhengheiti',
  'fangzhengfangsong',
  'droidsansfallback',
];

const most = { width: 8192, height: 8192 };
export const drawn = (text: string, style: Partial<TextStyle> = {}): Promise<Frame> =>
  drawText(text, { ...plain, ...style }, most);

export const alphaAt = ({ data, width }: Frame, x: number, y: number): number =>
  data[(y * width + x) * 4 + 3] ?? 0;

/** The box around everything that is not quite transparent. */
export function inkBox(frame: Frame, above = 0): Point & Size {
  let [left, top, right, bottom] = [frame.width, frame.height, 0, 0];
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++)
      if (alphaAt(frame, x, y) > above) {
        [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      }
  return { left, top, width: right - left, height: bottom - top };
}

/** Pixels that are covered, partly covered ones by their share. */
export function inkArea({ data }: Frame): number {
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
  return sum / 255;
}

/** The middle of the ink, in pixels from the middle of the first one. */
export function inkMiddle(frame: Frame): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let row = 0; row < frame.height; row++)
    for (let column = 0; column < frame.width; column++) {
      const alpha = alphaAt(frame, column, row);
      sum += alpha;
      x += alpha * column;
      y += alpha * row;
    }
  return { x: x / sum, y: y / sum };
}

export const familyOf = ({ families: [family = ''] }: Face): string => family;
