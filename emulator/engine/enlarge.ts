import type { Frame, Size } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';

/** Pixels that a cubic reaches beyond the edge. */
const reach = 2;

/** Grows the axes that become longer; `size` has no side shorter than the frame's. */
async function grow(frame: Frame, size: Size): Promise<Frame> {
  const sx = size.width / frame.width;
  const sy = size.height / frame.height;
  const across = sx > 1 ? reach : 0;
  const down = sy > 1 ? reach : 0;
  const framed = await toFrame(
    fromFrames([frame]).extend({
      left: across,
      right: across,
      top: down,
      bottom: down,
      extendWith: 'copy',
    }),
  );
  const grown = await toFrame(
    fromFrames([framed]).affine(
      [
        [sx, 0],
        [0, sy],
      ],
      {
        interpolator: 'bicubic',
        // Pixels are squares: their centres, not their corners, lie on the grid. Then back by the frame of copies.
        odx: (sx - 1) / 2 - across * sx,
        ody: (sy - 1) / 2 - down * sy,
      },
    ),
  );
  return toFrame(fromFrames([grown]).extract({ left: 0, top: 0, ...size }));
}

/**
 * Enlarges by a bicubic. sharp's own `resize` would shift the picture by half a pixel to the right and down (libvips
 * issue 943), so an affine transform puts every pixel's centre where it belongs; it premultiplies alpha by itself.
 */
export async function enlarge(frame: Frame, size: Size): Promise<Frame> {
  // The copied edge is enlarged too, then thrown away: of one pixel 25 times the result in both directions at once, but
  // only five times along one axis.
  const small = Math.min(frame.width, frame.height) < 4 * reach;
  if (!small) return grow(frame, size);
  return grow(await grow(frame, { width: size.width, height: frame.height }), size);
}
