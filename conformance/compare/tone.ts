import type { Plane } from './planes.ts';

function meanOf(plane: Plane): number {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) sum += plane[i] ?? 0;
  return sum / plane.length;
}

/** Difference of the means of two planes, in levels. */
export const castOf = (golden: Plane, other: Plane): number =>
  Math.abs(meanOf(other) - meanOf(golden));

/** Below this variance a picture is flat, and its contrast is that of noise. */
const flat = 25;

/**
 * The slope of `other` over `golden` where `counts`: 1.05 where contrast is 5 % too high, 1 for flat ones. Over means of
 * tiles it is free of grain and of fine detail, which encoders and resamplers may weaken.
 */
export function gainOf(
  golden: Float64Array,
  other: Float64Array,
  counts: (tile: number) => boolean,
): number {
  const tiles = [...golden.keys()].filter(counts);
  const meanOver = (means: Float64Array) =>
    tiles.reduce((sum, tile) => sum + (means[tile] ?? 0), 0) / tiles.length;
  const [a, b] = [meanOver(golden), meanOver(other)];
  let [variance, covariance] = [0, 0];
  for (const tile of tiles) {
    const off = (golden[tile] ?? 0) - a;
    variance += off * off;
    covariance += off * ((other[tile] ?? 0) - b);
  }
  return variance > flat * tiles.length ? covariance / variance : 1;
}
