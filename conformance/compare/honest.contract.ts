import { encodeJpeg, encodeWebp } from '../../fixtures/make/encode.ts';
import type { Pixels as Drawn } from '../../fixtures/pixels.ts';
import { decodePixels, type Pixels } from '../pixels.ts';
import { isTransparent } from './ground.ts';

const drawn = ({ width, height, data }: Pixels): Drawn => ({
  width,
  height,
  channels: 4,
  data: Uint8Array.from(data),
});

/** What honest encoders make of a picture, by their names. JPEG has no alpha, so it takes opaque pictures only. */
export async function reencode(golden: Pixels): Promise<Readonly<Record<string, Pixels>>> {
  const picture = drawn(golden);
  const webp80 = await decodePixels(await encodeWebp(picture, { quality: 80 }));
  if (isTransparent(golden)) return { webp80 };
  const jpg75 = await decodePixels(await encodeJpeg(picture, { quality: 75 }));
  const jpg90 = await decodePixels(await encodeJpeg(picture, { quality: 90 }));
  return { webp80, jpg75, jpg90 };
}

/** The weight of a sample `x` samples away; one lobe is a sample wide, and there are three on each side. */
function lanczos(x: number): number {
  if (x === 0) return 1;
  return Math.abs(x) < 3
    ? (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2
    : 0;
}

/** Rows of `width` pixels of three samples made shorter, and laid down as columns. */
function reduceRows(data: Float64Array, width: number, height: number, to: number): Float64Array {
  const reduced = new Float64Array(to * height * 3);
  const scale = width / to;
  for (let x = 0; x < to; x++) {
    const centre = (x + 0.5) * scale - 0.5;
    const first = Math.ceil(centre - 3 * scale);
    const weights = Array.from({ length: Math.floor(6 * scale) + 1 }, (_, i) =>
      lanczos((first + i - centre) / scale),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let y = 0; y < height; y++)
      for (let channel = 0; channel < 3; channel++) {
        const sample = (sum: number, weight: number, i: number) => {
          const from = Math.min(width - 1, Math.max(0, first + i));
          return sum + weight * (data[3 * (y * width + from) + channel] ?? 0);
        };
        reduced[3 * (x * height + y) + channel] = weights.reduce(sample, 0) / total;
      }
  }
  return reduced;
}

/** An RGB picture made smaller by Lanczos with three lobes, in floating point: another one than libvips'. */
export function reduce({ width, height, data }: Drawn, toWidth: number, toHeight: number): Pixels {
  const across = reduceRows(Float64Array.from(data), width, height, toWidth);
  const both = reduceRows(across, height, toWidth, toHeight);
  const opaque = new Uint8ClampedArray(4 * toWidth * toHeight).fill(255);
  both.forEach((level, at) => (opaque[4 * Math.floor(at / 3) + (at % 3)] = level));
  return { width: toWidth, height: toHeight, data: new Uint8Array(opaque.buffer) };
}
