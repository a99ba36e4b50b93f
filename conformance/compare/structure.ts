import type { Plane } from './planes.ts';
import { meansOf, type Tiles } from './tiles.ts';

// The constants of the paper for 8 bits: (0.01 × 255)² and (0.03 × 255)².
const [c1, c2] = [6.5025, 58.5225];

function multiply(a: Plane, b: Plane): Plane {
  const product = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) product[i] = (a[i] ?? 0) * (b[i] ?? 0);
  return product;
}

/**
 * Structural similarity of two planes, the mean of all tiles; 1 for equal ones. Wang, Bovik, Sheikh, Simoncelli, "Image quality
 * assessment: from error visibility to structural similarity", IEEE Transactions on Image Processing, 2004-04, with square
 * windows in place of its Gaussian ones.
 */
export function structureOf(tiles: Tiles, a: Plane, b: Plane): number {
  const [meanA, meanB] = [meansOf(tiles, a), meansOf(tiles, b)];
  const [squareA, squareB] = [meansOf(tiles, multiply(a, a)), meansOf(tiles, multiply(b, b))];
  const product = meansOf(tiles, multiply(a, b));
  let sum = 0;
  for (let tile = 0; tile < meanA.length; tile++) {
    const [ma, mb] = [meanA[tile] ?? 0, meanB[tile] ?? 0];
    const variances = (squareA[tile] ?? 0) - ma * ma + (squareB[tile] ?? 0) - mb * mb;
    const covariance = (product[tile] ?? 0) - ma * mb;
    sum +=
      ((2 * ma * mb + c1) * (2 * covariance + c2)) / ((ma * ma + mb * mb + c1) * (variances + c2));
  }
  return sum / meanA.length;
}
