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
const turn = 500_000;

/** `a` modulo `b`, never negative. */
const modulo = (a: number, b: number): number => ((a % b) + b) % b;

/** The mark's pixel over the picture's: Porter and Duff's over, on 8 bits that are not premultiplied, rounded. */
function blend(
  { data: under, channels }: Frame,
  to: number,
  { data: over, channels: of }: Frame,
  from: number,
  opacity: number,
): void {
  const alpha = of === 4 ? ((over[from + 3] ?? 0) / 255) * opacity : opacity;
  const below = channels === 4 ? (under[to + 3] ?? 0) / 255 : 1;
  const all = alpha + below * (1 - alpha);
  if (alpha === 0 || all === 0) return;
  const share = alpha / all;
  for (let c = 0; c < 3; c++) {
    const level = under[to + c] ?? 0;
    under[to + c] = Math.round(level + ((over[from + c] ?? 0) - level) * share);
  }
  if (channels === 4) under[to + 3] = Math.round(255 * all);
}

/**
 * Blends a mark into a picture, which is changed; what reaches over an edge is cut off. Its cost is that of the pixels that
 * are covered, and it gives way to others on the way.
 */
export async function stamp(
  on: Frame,
  mark: Frame,
  { at, period, opacity }: Placing,
): Promise<Frame> {
  const { width = Infinity, height = Infinity } = period ?? {};
  const [left, right] = period
    ? [0, on.width]
    : [Math.max(0, at.left), Math.min(on.width, at.left + mark.width)];
  const [top, bottom] = period
    ? [0, on.height]
    : [Math.max(0, at.top), Math.min(on.height, at.top + mark.height)];
  let blended = 0;
  for (let y = top; y < bottom; y++) {
    const row = period ? modulo(y - at.top, height) : y - at.top;
    if (row >= mark.height) continue;
    for (let x = left; x < right; x++) {
      const column = period ? modulo(x - at.left, width) : x - at.left;
      if (column >= mark.width) continue;
      const to = (y * on.width + x) * on.channels;
      blend(on, to, mark, (row * mark.width + column) * mark.channels, opacity);
    }
    blended += right - left;
    if (blended >= turn) {
      await setImmediate();
      blended = 0;
    }
  }
  return on;
}
