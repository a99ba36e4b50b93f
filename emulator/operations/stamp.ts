import { setImmediate } from 'node:timers/promises';
import type { Frame, Point, Size } from '../operation.ts';

/** Where a mark lies on a picture, in pixels; its corner may be outside. */
export interface Placing {
  readonly at: Point;
  /** Distance from one tile to the next; absent: there is one. */
  readonly period?: Size;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Pixels that are blended before others get their turn: about 5 milliseconds. */
const turn = 250_000;

/**
 * Blends `count` pixels of a mark over as many of a picture: Porter and Duff's over, on 8 bits that are not premultiplied.
 * `to` and `from` are the first bytes of the two. Written out for the three colours, because this is what a watermark costs;
 * a byte cuts off what is behind the point, so that the half before it rounds.
 */
function blend(on: Frame, to: number, mark: Frame, from: number, count: number, opacity: number) {
  const under = on.data;
  const over = mark.data;
  for (let i = 0; i < count; i++, to += on.channels, from += mark.channels) {
    const alpha = mark.channels === 4 ? ((over[from + 3] ?? 0) / 255) * opacity : opacity;
    if (alpha === 0) continue;
    let share = alpha;
    if (on.channels === 4) {
      const below = (under[to + 3] ?? 0) / 255;
      const all = alpha + below * (1 - alpha);
      share = alpha / all;
      under[to + 3] = 255 * all + 0.5;
    }
    const r = under[to] ?? 0;
    const g = under[to + 1] ?? 0;
    const b = under[to + 2] ?? 0;
    under[to] = r + ((over[from] ?? 0) - r) * share + 0.5;
    under[to + 1] = g + ((over[from + 1] ?? 0) - g) * share + 0.5;
    under[to + 2] = b + ((over[from + 2] ?? 0) - b) * share + 0.5;
  }
}

/** Where the tiles that are seen begin, along one side. */
function* starts(at: number, period: number | undefined, side: number): Generator<number> {
  if (period === undefined) {
    yield at;
    return;
  }
  for (let start = at - Math.ceil(at / period) * period; start < side; start += period) yield start;
}

/** What is seen of a length that begins at `start`, along a side: its first pixel, and the one behind its last. */
const seen = (start: number, length: number, side: number) =>
  [Math.max(0, -start), Math.min(length, side - start)] as const;

/**
 * Blends a mark into a picture, which is changed; what reaches over an edge is cut off. It costs what the pixels cost that are
 * covered, and gives way to others on the way.
 */
export async function stamp(on: Frame, mark: Frame, placing: Placing): Promise<Frame> {
  const { at, period, opacity } = placing;
  let blended = 0;
  for (const y of starts(at.top, period?.height, on.height)) {
    const [above, below] = seen(y, mark.height, on.height);
    for (let row = above; row < below; row++) {
      for (const x of starts(at.left, period?.width, on.width)) {
        const [first, end] = seen(x, mark.width, on.width);
        if (end <= first) continue;
        const to = ((y + row) * on.width + x + first) * on.channels;
        const from = (row * mark.width + first) * mark.channels;
        blend(on, to, mark, from, end - first, opacity);
        blended += end - first;
      }
      if (blended < turn) continue;
      await setImmediate();
      blended = 0;
    }
  }
  return on;
}
