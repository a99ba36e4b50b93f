import type { Size } from '../operation.ts';

/** `whole · numerator / denominator`, rounded half up, at least 1: how the service computes a side (Resize images, 2022 and later). */
export function share(whole: number, numerator: number, denominator: number): number {
  return Math.max(1, Math.floor((2 * whole * numerator + denominator) / (2 * denominator)));
}

/** Of the source's ratio, with this width or this height. */
export const byWidth = (of: Size, width: number): Size => ({
  width,
  height: share(of.height, width, of.width),
});
export const byHeight = (of: Size, height: number): Size => ({
  width: share(of.width, height, of.height),
  height,
});

const isFlatter = (a: Size, b: Size) => a.width * b.height > b.width * a.height;

/** The largest size of the source's ratio inside the box. */
export const inside = (of: Size, box: Size): Size =>
  isFlatter(box, of) ? byHeight(of, box.height) : byWidth(of, box.width);
/** The smallest size of the source's ratio that covers the box. */
export const covering = (of: Size, box: Size): Size =>
  isFlatter(box, of) ? byWidth(of, box.width) : byHeight(of, box.height);

export const isLarger = (a: Size, b: Size): boolean => a.width > b.width || a.height > b.height;
