import type { Frame, Point, Size } from '../operation.ts';
import { turnedSize } from './affine.ts';
import { createCache } from './cache.ts';
import { type FaceOf, substitute } from './face.ts';
import { lineOf, type ScaledLine } from './long-line.ts';
import { shade } from './shade.ts';
import { turnLine } from './turned-line.ts';

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
  /** What a font is drawn with; by default with what came along. */
  readonly faceOf?: FaceOf;
}

/** What can be seen of a box: at most so many pixels, from an offset within it, by default from its upper left corner. */
export type Visible = Size & Partial<Point>;

const frames = createCache<Frame>(32 * 2 ** 20, ({ data }) => data.length);

/** A twentieth of the size, to the right and below, whichever way the text is turned (Q177, Q187). */
const offsetOf = ({ size, shadow }: TextStyle): number =>
  shadow > 0 ? Math.max(1, Math.round(size / 20)) : 0;

function boxOf(line: ScaledLine, style: TextStyle): Size {
  const { width, height } = turnedSize(line.size, style.rotate);
  const offset = offsetOf(style);
  return { width: width + offset, height: height + offset };
}

async function drawVisible(
  line: ScaledLine,
  style: TextStyle,
  window: Point & Size,
): Promise<Frame> {
  const offset = offsetOf(style);
  const mask = await turnLine(line, style.rotate, {
    left: window.left - offset,
    top: window.top - offset,
    width: window.width + offset,
    height: window.height + offset,
  });
  return shade(mask, window, { colour: style.colour, shadow: style.shadow / 100, offset });
}

/**
 * The drawn text as RGBA pixels, cut to its own box: as wide as the line advances and from its ascent to its descent, so
 * that all lines of one font and size are equally high and share a baseline; larger only where ink reaches beyond, for a
 * shadow, and where the text is turned. Of a box that is larger than `most` only that part is drawn and answered: what can
 * never be visible costs nothing. The frame is shared with others that ask for the same: it must not be changed. Throws
 * for a font that OSS does not have.
 */
export async function drawText(text: string, style: TextStyle, most: Visible): Promise<Frame> {
  const { faceOf = substitute, font, size, ...rest } = style;
  const face = faceOf(font);
  return frames(JSON.stringify([text, face, size, rest, most]), async () => {
    const line = await lineOf(text, face, size);
    const box = boxOf(line, style);
    const { left = 0, top = 0 } = most;
    const width = Math.max(1, Math.min(most.width, box.width - left));
    const height = Math.max(1, Math.min(most.height, box.height - top));
    return drawVisible(line, style, { left, top, width, height });
  });
}

/** The size of the whole box of a text, whatever of it will be visible. */
export async function measureText(text: string, style: TextStyle): Promise<Size> {
  const { faceOf = substitute, font, size } = style;
  return boxOf(await lineOf(text, faceOf(font), size), style);
}
