import type { Size } from './view.ts';

type Point = readonly [x: number, y: number];

/**
 * The stored point of the upright point x,y, by the EXIF tag 0x0112 (Exif 2.3, CIPA DC-008-2012: on which sides of the scene the
 * stored row 0 and column 0 are); width and height are those of the stored picture.
 */
const placed: Readonly<
  Record<number, (x: number, y: number, width: number, height: number) => Point>
> = {
  2: (x, y, width) => [width - x, y],
  3: (x, y, width, height) => [width - x, height - y],
  4: (x, y, _width, height) => [x, height - y],
  5: (x, y) => [y, x],
  6: (x, y, _width, height) => [y, height - x],
  7: (x, y, width, height) => [width - y, height - x],
  8: (x, y, width) => [width - y, x],
};

/** Size of the upright picture. */
export function uprightSize({ width, height }: Size, orientation: number): Size {
  return orientation > 4 ? { width: height, height: width } : { width, height };
}

/** Where the upright point x,y is stored in a picture of this size. */
export function storedPoint(orientation: number, size: Size, x: number, y: number): Point {
  return placed[orientation]?.(x, y, size.width, size.height) ?? [x, y];
}

/** Where stored points are upright: all orientations are their own inverse but 6 and 8, which are each other's. */
export function uprightPoints(orientation: number, size: Size): (x: number, y: number) => Point {
  const back = orientation === 6 ? 8 : orientation === 8 ? 6 : orientation;
  const upright = uprightSize(size, orientation);
  return (x, y) => storedPoint(back, upright, x, y);
}
