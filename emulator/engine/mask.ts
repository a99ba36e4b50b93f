import type { Point, Size } from '../operation.ts';
import { aim, type Matrix, type Place } from './affine.ts';
import { sharp, type Sharp } from './sharp.ts';

/** Opacity of each pixel, 0 to 255, row by row. */
export interface Mask extends Size {
  readonly data: Uint8Array;
}

/** Runs a pipeline to the first of its channels. */
export async function toMask(pipeline: Sharp): Promise<Mask> {
  const single = pipeline.extractChannel(0).raw();
  const { data, info } = await single.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** A window of a mask, which may reach beyond it: there is nothing. */
export function cut(mask: Mask, { left, top, width, height }: Point & Size): Mask {
  const data = Buffer.alloc(width * height);
  const [from, to] = [Math.max(0, left), Math.min(mask.width, left + width)];
  const end = Math.min(mask.height, top + height);
  for (let y = Math.max(0, top); from < to && y < end; y++) {
    const row = mask.data.subarray(y * mask.width + from, y * mask.width + to);
    data.set(row, (y - top) * width + from - left);
  }
  return { width, height, data };
}

/** Transforms a mask, its middle to a place on a canvas of a size. Its outermost pixels are lost. */
export async function transform(
  mask: Mask,
  matrix: Matrix,
  middle: Place,
  canvas: Size,
): Promise<Mask> {
  const [[a, b], [c, d]] = matrix;
  const { canvas: at, ...offsets } = aim(mask, matrix, middle);
  const { width, height } = mask;
  const pipeline = sharp(mask.data, {
    raw: { width, height, channels: 1 },
    limitInputPixels: false,
  }).affine([a, b, c, d], { interpolator: 'bicubic', background: 'black', ...offsets });
  return cut(await toMask(pipeline), { ...at, width: canvas.width, height: canvas.height });
}
