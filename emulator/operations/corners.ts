import { setImmediate as turn } from 'node:timers/promises';
import type { Frame } from '../operation.ts';

/** Lines through a pixel whose parts inside are added up. */
const lines = 64;
/** Rows after which others have their turn: a few milliseconds of the widest pictures. */
const atOnce = 256;

/** A rectangle whose corners are round. */
interface Rounded {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

/** From where on, from the left, the line at `y` is inside. */
function edgeAt(y: number, { height, radius }: Rounded): number {
  const beyond = Math.max(0, radius - y, y - (height - radius));
  return radius - Math.sqrt(Math.max(0, radius ** 2 - beyond ** 2));
}

/** The share of the pixel at `x`,`y` that is inside. */
function shareInside(x: number, y: number, rounded: Rounded): number {
  let inside = 0;
  for (let line = 0.5; line < lines; line++) {
    const edge = edgeAt(y + line / lines, rounded);
    inside += Math.max(0, Math.min(x + 1, rounded.width - edge) - Math.max(x, edge));
  }
  return inside / lines;
}

/** How many pixels of row `y` in the upper half are outside on either side, and the shares of those after them. */
function rowOf(y: number, rounded: Rounded): { outside: number; line: readonly number[] } {
  const nearest = Math.min(y + 1, rounded.height / 2);
  const outside = Math.floor(edgeAt(nearest, rounded));
  const inside = Math.ceil(edgeAt(y, rounded));
  const shareOf = (_: unknown, at: number) => shareInside(outside + at, y, rounded);
  return { outside, line: Array.from({ length: inside - outside }, shareOf) };
}

/**
 * Rounds the corners of a frame with alpha, which is changed: what is outside becomes transparent, and what lies on the line
 * as far as it is outside. `radius` is in pixels, at most half the short side; halves are possible.
 */
export async function roundOff({ width, height, data }: Frame, radius: number): Promise<void> {
  const fade = (at: number, share: number) => {
    data[4 * at + 3] = Math.round((data[4 * at + 3] ?? 0) * share);
  };
  for (let y = 0; y < radius; y++) {
    if (y % atOnce === atOnce - 1) await turn();
    const { outside, line } = rowOf(y, { width, height, radius });
    for (const row of new Set([y, height - 1 - y])) {
      const start = row * width;
      data.fill(0, 4 * start, 4 * (start + outside));
      data.fill(0, 4 * (start + width - outside), 4 * (start + width));
      line.forEach((share, at) => {
        const x = outside + at;
        for (const column of new Set([x, width - 1 - x])) fade(start + column, share);
      });
    }
  }
}
