import { refuse } from '../errors.ts';
import type { Body, Encode, Format, Picture } from '../operation.ts';
import { writeGif } from './encode-gif.ts';
import { writeJpeg } from './encode-jpeg.ts';
import { writePng } from './encode-png.ts';
import { writeWebp } from './encode-webp.ts';
import { fromFrames } from './frame.ts';
import { mime } from './mime.ts';
import type { Sharp } from './sharp.ts';
import type { Timing, Writer } from './writer.ts';

const writers: Readonly<Partial<Record<Format, Writer>>> = {
  jpg: writeJpeg,
  png: writePng,
  webp: writeWebp,
  gif: writeGif,
  tiff: (pixels) => pixels.tiff({ compression: 'lzw' }).toBuffer(),
  avif: (pixels, { quality }) =>
    pixels.avif({ ...(quality !== undefined && { quality }) }).toBuffer(),
};
const moving: readonly Format[] = ['gif', 'webp'];

/** Writes what a pipeline comes to. Refuses `not-emulated` for a format that is not written here. */
export async function write(pixels: Sharp, encode: Encode, timing?: Timing): Promise<Body> {
  const writer = writers[encode.format];
  if (!writer) return refuse('not-emulated', { fields: { value: encode.format } });
  return { type: mime[encode.format], bytes: await writer(pixels, encode, timing) };
}

const white = { r: 255, g: 255, b: 255 };

/**
 * Writes a picture; all its frames where the encoding is animated and the format can be, else the first. Alpha is laid on
 * white for jpg, which has none (manual of 2019 §1.4.3).
 */
export function encode(picture: Picture, encode: Encode): Promise<Body> {
  const moves = encode.animated && picture.frames.length > 1 && moving.includes(encode.format);
  if (moves) return write(fromFrames(picture.frames), encode, picture);
  const still = picture.frames.slice(0, 1);
  const pixels = fromFrames(still);
  const laid = encode.format === 'jpg' && still[0]?.channels === 4;
  return write(laid ? pixels.flatten({ background: white }) : pixels, encode);
}
