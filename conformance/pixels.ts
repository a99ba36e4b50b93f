import sharp from 'sharp';
import { decodeBmp } from './bmp.ts';

/** Decoded pixels of one frame: RGBA, 8 bit, row by row, alpha not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
/** Red, green, blue and alpha, 0 to 255; of an area their means. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

// The same bytes are seldom decoded twice, and the emulator under judgement may share the machine.
sharp.cache(false);

/** The pixels of a picture, or of its first frame. Rejects for bytes that cannot be decoded. */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  // sharp reads no BMP.
  if (bytes[0] === 0x42 && bytes[1] === 0x4d) return decodeBmp(bytes);
  const { data, info } = await sharp(bytes, { failOn: 'error' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The pixels of every frame. Rejects for bytes that cannot be decoded. */
export async function decodeFrames(bytes: Uint8Array): Promise<Pixels[]> {
  const { data, info } = await sharp(bytes, { failOn: 'error', animated: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return cut({ width: info.width, height: info.height, data }, info.pages ?? 1);
}

/** Frames that lie below each other in one picture, each as high as the others. */
export function cut({ width, height, data }: Pixels, frames: number): Pixels[] {
  const each = height / frames;
  return Array.from({ length: frames }, (_, frame) => ({
    width,
    height: each,
    data: data.subarray(4 * width * each * frame, 4 * width * each * (frame + 1)),
  }));
}

/** What two honest encoders make of an opaque picture: a JPEG of quality 75 and a WebP of quality 80, both 4:2:0. */
export async function recode({ width, height, data }: Pixels): Promise<Pixels[]> {
  const opaque = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const jpeg = await opaque.clone().jpeg({ quality: 75, chromaSubsampling: '4:2:0' }).toBuffer();
  const webp = await opaque.webp({ quality: 80 }).toBuffer();
  return Promise.all([decodePixels(jpeg), decodePixels(webp)]);
}

/** The mean colour of the part of a rectangle that lies inside the picture. Throws RangeError where none does. */
export function meanColour(
  { width, height, data }: Pixels,
  left: number,
  top: number,
  across: number,
  down: number,
): Colour {
  const sum: [number, number, number, number] = [0, 0, 0, 0];
  const [right, bottom] = [Math.min(width, left + across), Math.min(height, top + down)];
  let count = 0;
  for (let y = Math.max(0, top); y < bottom; y++)
    for (let x = Math.max(0, left); x < right; x++) {
      for (const channel of [0, 1, 2, 3] as const)
        sum[channel] += data[4 * (y * width + x) + channel] ?? 0;
      count++;
    }
  if (count === 0)
    throw new RangeError(`the rectangle at ${left},${top} is outside of ${width}x${height}`);
  return [sum[0] / count, sum[1] / count, sum[2] / count, sum[3] / count];
}
