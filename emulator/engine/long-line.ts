import type { Size } from '../operation.ts';
import { createCache } from './cache.ts';
import type { Face } from './face.ts';
import { drawLine, type Line } from './line.ts';

/** A line that was perhaps drawn smaller than it should be. */
export interface ScaledLine extends Line {
  /** By so much it is to be enlarged, 1 or more. */
  readonly factor: number;
  /** Whole pixels of its box above the baseline when it is enlarged. */
  readonly rise: number;
  /** The size of that box. */
  readonly size: Size;
}

/**
 * Pixels of an em that is drawn as large as it should be. cairo keeps every glyph that it drew, of each size anew, until it
 * has 16,384: those of 1,000 pixels would be gigabytes.
 */
const largest = 256;
/** Pixels of the longer side of a line that is drawn as large as it should be: pango ends at 32,767. */
const longest = 16_384;
/** No sign is wider, and none that combines makes its line higher by more, in ems. */
const widest = 3;
/** Pixels of an em at which a line is measured that may be too long. */
const trial = 16;

const lines = createCache<Line>(32 * 2 ** 20, ({ mask }) => mask.data.length);

const remembered = (text: string, face: Face, size: number): Promise<Line> =>
  lines(JSON.stringify([text, face, size]), () => drawLine(text, face, size));

/** A line an em of which has `size` pixels. A very large one has soft edges and the right size. */
export async function lineOf(text: string, face: Face, size: number): Promise<ScaledLine> {
  let drawn = Math.min(size, largest);
  if (text.length * widest * drawn > longest) {
    const { width, above, below } = await remembered(text, face, trial);
    const fitting = (longest * trial) / Math.max(width, above + below);
    drawn = Math.min(drawn, Math.floor(fitting));
  }
  const line = await remembered(text, face, drawn);
  const factor = size / drawn;
  const up = (length: number) => Math.ceil(length * factor - 1e-6);
  const rise = up(line.above);
  return { ...line, factor, rise, size: { width: up(line.width), height: rise + up(line.below) } };
}
