import type { Plane } from './planes.ts';

/** Side of a tile in pixels: as large as a block of JPEG, so that its noise averages out. */
const side = 8;
const stride = side / 2;

/** Where tiles begin along a side of the picture: every 4 pixels, and one at the very end. */
function startsOf(length: number): number[] {
  const last = Math.max(0, length - side);
  const starts = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);
  return last % stride === 0 ? starts : [...starts, last];
}

/** The overlapping tiles of a picture, row by row; one that is smaller than a tile is one tile. */
export interface Tiles {
  readonly width: number;
  readonly height: number;
  readonly lefts: readonly number[];
  readonly tops: readonly number[];
}

export const tilesOf = (width: number, height: number): Tiles => ({
  width,
  height,
  lefts: startsOf(width),
  tops: startsOf(height),
});

/** The mean of each tile of a plane: from a table of sums, so that each pixel is read once. */
export function meansOf({ width, height, lefts, tops }: Tiles, plane: Plane): Float64Array {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0, i = 0, at = row + 1; y < height; y++, at++) {
    let sum = 0;
    for (let x = 0; x < width; x++, i++, at++) {
      sum += plane[i] ?? 0;
      sums[at] = sum + (sums[at - row] ?? 0);
    }
  }
  const [across, down] = [Math.min(width, side), Math.min(height, side)];
  const means = new Float64Array(lefts.length * tops.length);
  let tile = 0;
  for (const top of tops)
    for (const left of lefts) {
      const upper = top * row + left;
      const lower = upper + down * row;
      const sum =
        (sums[lower + across] ?? 0) -
        (sums[lower] ?? 0) -
        (sums[upper + across] ?? 0) +
        (sums[upper] ?? 0);
      means[tile++] = sum / (across * down);
    }
  return means;
}
