import { refuse } from '../errors.ts';
import type { Body, Encode, Format, Picture } from '../operation.ts';
import { animateWebp } from './animate-webp.ts';
import { writeBmp } from './encode-bmp.ts';
import { animateGif, writeGif } from './encode-gif.ts';
import { writeJpeg } from './encode-jpeg.ts';
import { writePng } from './encode-png.ts';
import { writeWebp } from './encode-webp.ts';
import { fromFrames } from './frame.ts';
import { mime } from './mime.ts';
import type { Sharp } from './sharp.ts';
import { isWritten, type Written } from './written.ts';
import type { Animator, Writer } from './writer.ts';

const writers: Readonly<Record<Written, Writer>> = {
  jpg: writeJpeg,
  png: writePng,
  webp: writeWebp,
  gif: writeGif,
  bmp: writeBmp,
  tiff: (pixels) => pixels.tiff({ compression: 'lzw' }).toBuffer(), // Q091
  // Effort 1 takes some 20 ms for 400 by 267 pixels, the default 170, for a fifth less of bytes.
  avif: (pixels, { quality }) =>
    pixels
      .avif({ effort: 1, chromaSubsampling: '4:2:0', ...(quality !== undefined && { quality }) })
      .toBuffer(),
};
const animators: Readonly<Partial<Record<Format, Animator>>> = {
  gif: animateGif,
  webp: animateWebp,
};

/** Writes what a pipeline comes to. Refuses `not-emulated` for a format that is not written here. */
export async function write(pixels: Sharp, encode: Encode): Promise<Body> {
  const { format } = encode;
  if (!isWritten(format)) return refuse('not-emulated', { fields: { value: format } });
  return { type: mime[format], bytes: await writers[format](pixels, encode) };
}

const white = { r: 255, g: 255, b: 255 };
const black = { r: 0, g: 0, b: 0 };

/**
 * Writes a picture; all its frames where the encoding is animated and the format can be, else the first. Alpha is laid on
 * white for jpg, which has none (manual of 2019 §1.4.3), unless another ground is asked for.
 */
export async function encode(picture: Picture, encode: Encode): Promise<Body> {
  const moves = encode.animated && picture.frames.length > 1;
  const animate = moves ? animators[encode.format] : undefined;
  if (animate) return { type: mime[encode.format], bytes: await animate(picture, encode) };
  const still = picture.frames.slice(0, 1);
  const pixels = fromFrames(still);
  const laid = encode.format === 'jpg' && still[0]?.channels === 4;
  const background = encode.ground === 'black' ? black : white;
  return write(laid ? pixels.flatten({ background }) : pixels, encode);
}
