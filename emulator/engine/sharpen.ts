import type { Frame, Point, Size } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';

/** A square of weights that add up to 1; it reaches so many pixels from its middle. */
interface Kernel {
  readonly reach: number;
  readonly weights: readonly number[];
}

/**
 * The normal distribution of `sigma`, cut off behind its whole pixels and turned against its own middle: the kernel that
 * ImageMagick makes for `-sharpen SIGMAxSIGMA`.
 */
function kernelOf(sigma: number): Kernel {
  const reach = Math.ceil(sigma);
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, at) => at - reach);
  const normal = offsets.flatMap((y) =>
    offsets.map((x) => Math.exp(-(x ** 2 + y ** 2) / (2 * sigma ** 2))),
  );
  const sum = normal.reduce((a, b) => a + b);
  const middle = (normal.length - 1) / 2;
  const weights = normal.map((weight, at) => (at === middle ? 2 * sum : -weight) / (sum + 1));
  return { reach, weights };
}

/** sharp repeats the edge. */
function convolve(frame: Frame, { reach, weights }: Kernel): Promise<Frame> {
  const hasAlpha = frame.channels === 4;
  // sharp cuts fractions off. Where it weighs by alpha nothing can be added in time; a little more weight keeps at least
  // an even area from losing a level to the last digits.
  const kernel = hasAlpha ? weights.map((weight) => weight * (1 + 2 ** -20)) : [...weights];
  const side = 2 * reach + 1;
  const pipeline = fromFrames([frame]).convolve({ width: side, height: side, kernel });
  return toFrame(hasAlpha ? pipeline : pipeline.linear(1, 0.5));
}

/** Where a place beyond the edges of a side is mirrored to: 2 1 | 0 1 2. */
function mirror(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const within = ((at % period) + period) % period;
  return Math.min(within, period - within);
}

/** A part of the frame with `reach` pixels around it. */
function around(frame: Frame, { left, top }: Point, inner: Size, reach: number): Frame {
  const { channels } = frame;
  const width = inner.width + 2 * reach;
  const height = inner.height + 2 * reach;
  const data = Buffer.alloc(width * height * channels);
  let to = 0;
  for (let y = top - reach; y < top - reach + height; y++) {
    const row = mirror(y, frame.height) * frame.width;
    for (let x = left - reach; x < left - reach + width; x++) {
      const from = (row + mirror(x, frame.width)) * channels;
      for (let band = 0; band < channels; band++) data[to++] = frame.data[from + band] ?? 0;
    }
  }
  return { width, height, channels, data };
}

/** Puts what lies `reach` pixels inside of `part` into a frame. */
function putInside(part: Frame, reach: number, on: Frame, { left, top }: Point): void {
  const { channels } = on;
  const row = part.width * channels;
  for (let y = reach; y < part.height - reach; y++) {
    const inside = part.data.subarray(y * row + reach * channels, (y + 1) * row - reach * channels);
    on.data.set(inside, ((top + y - reach) * on.width + left) * channels);
  }
}

/**
 * Sharpens a frame; `sigma` is in pixels, above 0 and at most 4. The picture is mirrored about its outermost pixels: with that,
 * a sigma of 1 makes of example.jpg, the sample of the service's documents, the 23,015 bytes of the live answer to
 * `sharpen,100`.
 */
export async function sharpenFrame(frame: Frame, sigma: number): Promise<Frame> {
  const kernel = kernelOf(sigma);
  const { reach } = kernel;
  const { width, height } = frame;
  const [across, down] = [Math.min(reach, width), Math.min(reach, height)];
  const sharpened = await convolve(frame, kernel);
  const edges: readonly (Point & Size)[] = [
    { left: 0, top: 0, width, height: down },
    { left: 0, top: height - down, width, height: down },
    { left: 0, top: 0, width: across, height },
    { left: width - across, top: 0, width: across, height },
  ];
  for (const edge of edges) {
    const part = await convolve(around(frame, edge, edge, reach), kernel);
    putInside(part, reach, sharpened, edge);
  }
  return sharpened;
}
