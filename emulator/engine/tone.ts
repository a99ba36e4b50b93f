import type { Frame } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';

/** Turns every level of red, green and blue into `slope` · level + `offset`, rounded and held between 0 and 255. */
export function mapLevels(frame: Frame, slope: number, offset: number): Promise<Frame> {
  const alpha = frame.channels === 4;
  const slopes = [slope, slope, slope, ...(alpha ? [1] : [])];
  const half = offset + 0.5; // sharp cuts fractions off
  const offsets = [half, half, half, ...(alpha ? [0] : [])];
  return toFrame(fromFrames([frame]).linear(slopes, offsets));
}
