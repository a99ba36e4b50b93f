import { probe } from '../probe/probe.ts';
import type { Source } from './law.ts';

/** The source as its own header tells it. Throws PictureError. */
export function sourceOf(bytes: Uint8Array): Source {
  const { format, width, height, frames, alpha, orientation = 1, quality, metadata } = probe(bytes);
  return {
    format,
    width,
    height,
    // Pages of a TIFF are no moments.
    frames: format === 'tiff' ? 1 : frames,
    alpha,
    profiled: metadata.some((name) => ['iCCP', 'ICCP', 'APP2', 'ICC'].includes(name)),
    orientation,
    ...(quality !== undefined && { quality }),
  };
}
