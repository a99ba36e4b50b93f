import type { Frame } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';

/** sharp takes no smaller bound; what is cut off by it is less than a two-thousandth of the weights. */
const leastBound = 0.001;

/**
 * Blurs a frame by a normal distribution of the standard deviation `sigma`, cut off behind `radius`, both in pixels and from 1
 * to 50. The edge is repeated, and a pixel with alpha counts as much as it is opaque. To a level this is what
 * `-gaussian-blur RADIUSxSIGMA` of ImageMagick 6.9 makes of it.
 */
export function blurFrame(frame: Frame, radius: number, sigma: number): Promise<Frame> {
  const weight = (distance: number) => Math.exp(-(distance ** 2) / (2 * sigma ** 2));
  // libvips ends its mask before the first weight below this bound.
  const bound = (weight(radius) + weight(radius + 1)) / 2;
  const minAmplitude = Math.max(leastBound, bound);
  const pipeline = fromFrames([frame]).blur({ sigma, minAmplitude, precision: 'float' });
  // sharp cuts fractions off; where it weighs by alpha, before anything can be added.
  return toFrame(frame.channels === 4 ? pipeline : pipeline.linear(1, 0.5));
}
