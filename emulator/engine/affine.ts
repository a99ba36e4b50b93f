import type { Point, Size } from '../operation.ts';

/** `[[a, b], [c, d]]`: a pixel to the right goes by (a, c), a pixel down by (b, d). */
export type Matrix = readonly [readonly [number, number], readonly [number, number]];
/** A place on a canvas: (0, 0) is the middle of its first pixel. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Scales by a factor and turns clockwise. */
export function turning(degrees: number, factor = 1): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [factor * Math.cos(angle), factor * Math.sin(angle)];
  return [
    [cos, -sin],
    [sin, cos],
  ];
}

/** The box around a box that is turned. */
export function turnedSize({ width, height }: Size, degrees: number): Size {
  const [[cos, sin]] = turning(degrees);
  // Sums that should be whole come out as 266.0000…1: a millionth of a pixel is no pixel.
  const side = (along: number, across: number) =>
    Math.ceil(along * Math.abs(cos) + across * Math.abs(sin) - 1e-6);
  return { width: side(width, height), height: side(height, width) };
}

export const middleOf = ({ width, height }: Size): Place => ({
  x: (width - 1) / 2,
  y: (height - 1) / 2,
});

export const apply = ([[a, b], [c, d]]: Matrix, { x, y }: Place): Place => ({
  x: a * x + b * y,
  y: c * x + d * y,
});

/** libvips puts the upper left corner of what it transformed at its rounded smallest coordinate. */
const originOf = (...corners: readonly number[]) => Math.round(Math.min(0, ...corners));

/** `landed`: where libvips puts the middle by itself; `wanted`: where it belongs on the canvas. */
function shift(landed: number, wanted: number): { cut: number; fraction: number } {
  const cut = Math.round(landed - wanted);
  return { cut, fraction: cut + wanted - landed };
}

/**
 * How to have a picture of a size transformed so that its middle comes to lie at `wanted` on a canvas: sharp's offsets, a
 * fraction of a pixel each, and where the canvas begins in what sharp answers. Left to itself libvips may be half a pixel
 * off.
 */
export function aim(
  of: Size,
  matrix: Matrix,
  wanted: Place,
): { readonly odx: number; readonly ody: number; readonly canvas: Point } {
  const [[a, b], [c, d]] = matrix;
  const { width, height } = of;
  const landed = apply(matrix, middleOf(of));
  const across = shift(
    landed.x - originOf(width * a, height * b, width * a + height * b),
    wanted.x,
  );
  const down = shift(landed.y - originOf(width * c, height * d, width * c + height * d), wanted.y);
  return {
    odx: across.fraction,
    ody: down.fraction,
    canvas: { left: across.cut, top: down.cut },
  };
}
