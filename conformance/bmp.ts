import type { Pixels } from './pixels.ts';
import { PictureError } from './probe/picture.ts';

/** Reads bits of a word by a mask of whole bytes, as 0 to 255. */
const byMask = (word: number, mask: number): number => {
  if (mask === 0) return 255;
  const shift = 31 - Math.clz32(mask & -mask);
  if (mask >>> shift !== 255) throw new PictureError('a mask is not eight bits long');
  return (word >>> shift) & 255;
};

/**
 * The pixels of a BMP without a palette, 24 or 32 bits each: what a service may answer, not all that the format knows. Throws
 * PictureError for others. Source: Microsoft Learn, Bitmap Storage, and the BITMAPV4HEADER structure.
 */
export function decodeBmp(body: Uint8Array): Pixels {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const [header, width, signed] = [14, 18, 22].map((at) => bytes.readInt32LE(at));
  const [bits, compression] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)];
  if (header === undefined || width === undefined || signed === undefined || header < 40)
    throw new PictureError('the header is not one of Windows');
  const plain = compression === 0 && (bits === 24 || bits === 32);
  if (!plain && !(compression === 3 && bits === 32))
    throw new PictureError(`${bits} bits and compression ${compression} are not read here`);
  const alphaMask = header >= 56 ? bytes.readUInt32LE(66) : 0;
  const masks = plain
    ? [0xff0000, 0xff00, 0xff, 0]
    : [...[54, 58, 62].map((at) => bytes.readUInt32LE(at)), alphaMask];
  const height = Math.abs(signed);
  const row = 4 * Math.ceil((width * bits) / 32);
  const start = bytes.readUInt32LE(10);
  const data = new Uint8Array(4 * width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const from = start + row * (signed < 0 ? y : height - 1 - y);
    for (let x = 0; x < width; x++)
      for (const mask of masks)
        data[to++] = byMask(bytes.readUIntLE(from + (x * bits) / 8, bits / 8), mask);
  }
  return { width, height, data };
}
