import type { Frame, Size } from '../operation.ts';
import { aim, middleOf, turning } from './affine.ts';
import { fromFrames, toFrame } from './frame.ts';

/** Transparent pixels around the picture, so that the interpolator meets no edge. */
const margin = 8;

const backgrounds = {
  transparent: { r: 0, g: 0, b: 0, alpha: 0 },
  white: { r: 255, g: 255, b: 255, alpha: 1 },
} as const;

/**
 * Turns a frame clockwise about its middle onto a canvas of `size`. sharp's own `rotate` would be up to 0.65 pixels off
 * the middle; an affine transform with computed offsets is not.
 */
export async function rotateFrame(
  frame: Frame,
  degrees: number,
  size: Size,
  exposed: keyof typeof backgrounds,
): Promise<Frame> {
  const background = backgrounds[exposed];
  const framed = await toFrame(
    fromFrames([frame]).ensureAlpha().extend({
      top: margin,
      bottom: margin,
      left: margin,
      right: margin,
      background,
    }),
  );
  const [[a, b], [c, d]] = turning(degrees);
  const { canvas, ...offsets } = aim(framed, turning(degrees), middleOf(size));
  const turned = await toFrame(
    fromFrames([framed]).affine([a, b, c, d], {
      background,
      interpolator: 'bicubic',
      ...offsets,
    }),
  );
  return toFrame(fromFrames([turned]).extract({ ...canvas, ...size }));
}
