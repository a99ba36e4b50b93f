import { join } from 'node:path';
import { packageRoot } from '../../spec/corpus.ts';
import type { Frame, Point, Size } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';
import { rotateFrame } from './rotate.ts';
import { sharp } from './sharp.ts';

export interface TextStyle {
  /** As OSS names it: `wqy-zenhei`. */
  readonly font: string;
  readonly colour: { readonly r: number; readonly g: number; readonly b: number };
  /** Pixels of an em, 1 to 1000. */
  readonly size: number;
  /** Opacity of the shadow in per cent, 0 to 100. */
  readonly shadow: number;
  /** Degrees clockwise, 0 to 360. */
  readonly rotate: number;
}

const fonts = join(packageRoot, 'emulator', 'fonts');
const [ascent, descent] = [0.9365, 0.2359];

const escape = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');

const visible = '100%';
const invisible = '1';

function markup(text: string, size: number, shown: 'text' | 'struts'): string {
  const alpha = (of: typeof shown) => (of === shown ? visible : invisible);
  const strut = `<span font="OSS Double Strut 10px" fallback="false" alpha="${alpha('struts')}">│</span>`;
  return `<span lang="zh-cn" font="OSS Double Micro Hei ${size}px">${strut}<span alpha="${alpha('text')}">${escape(text)}</span>${strut}</span>`;
}

async function alphaOf(text: string, size: number, shown: 'text' | 'struts'): Promise<Frame> {
  process.env['FONTCONFIG_FILE'] ??= join(fonts, 'fonts.conf');
  return toFrame(
    sharp({ text: { text: markup(text, size, shown), font: 'sans', dpi: 72, rgba: true } }),
  );
}

function inkOf({ width, height, data }: Frame) {
  let [left, right, bottom] = [width, 0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((data[(y * width + x) * 4 + 3] ?? 0) > 0)
        [left, right, bottom] = [Math.min(left, x), Math.max(right, x), y + 1];
  return { left, right, bottom };
}

async function drawLine(text: string, { size, colour }: TextStyle): Promise<Frame> {
  const struts = inkOf(await alphaOf(text, size, 'struts'));
  const ink = await alphaOf(text, size, 'text');
  const width = Math.max(1, struts.right - struts.left);
  const [rise, drop] = [Math.ceil(ascent * size), Math.ceil(descent * size)];
  const data = Buffer.alloc(width * (rise + drop) * 4);
  for (let y = 0; y < rise + drop; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = [x + struts.left, y + struts.bottom - rise];
      const inside = fromX < ink.width && fromY >= 0 && fromY < ink.height;
      const alpha = inside ? (ink.data[(fromY * ink.width + fromX) * 4 + 3] ?? 0) : 0;
      data.set([colour.r, colour.g, colour.b, alpha], (y * width + x) * 4);
    }
  return { width, height: rise + drop, channels: 4, data };
}

/** Degrees clockwise; the canvas grows to hold all of it. */
async function turn(line: Frame, degrees: number): Promise<Frame> {
  if (degrees % 360 === 0) return line;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const width = Math.ceil(line.width * cos + line.height * sin - 1e-9);
  const height = Math.ceil(line.width * sin + line.height * cos - 1e-9);
  return rotateFrame(line, degrees, { width, height }, 'transparent');
}

/** What can be seen of a box: at most so many pixels of it, from an offset within it, by default its upper left corner. */
export type Visible = Size & Partial<Point>;

/**
 * The drawn text as RGBA pixels, cut to its own box: as wide as the line advances, ascent and descent high, so that all
 * lines of one font and size are equally high and share a baseline. Rotated if asked. Of a box that is larger than
 * `most` only that part is drawn and answered: what can never be visible costs nothing.
 */
export async function drawText(text: string, style: TextStyle, most: Visible): Promise<Frame> {
  const box = await turn(await drawLine(text, style), style.rotate);
  const { left = 0, top = 0 } = most;
  const width = Math.min(box.width - left, most.width);
  const height = Math.min(box.height - top, most.height);
  return toFrame(fromFrames([box]).extract({ left, top, width, height }));
}

/** The size of the whole box of a text, whatever of it will be visible. */
export async function measureText(text: string, style: TextStyle): Promise<Size> {
  const { width, height } = await turn(await drawLine(text, style), style.rotate);
  return { width, height };
}
