import { refuse } from '../errors.ts';
import type { Size } from '../operation.ts';

/** Where a channel is in a pixel of 16 or 32 bits; 0 for one that is not there. */
export interface Masks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** What stands before the pixels of a BMP. */
export interface BmpHeader extends Size {
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  /** Whether the first stored row is the uppermost. */
  readonly topDown: boolean;
  /** Whether the places of 4 or 8 bits are run-length coded. */
  readonly runs: boolean;
  /** Red, green and blue of 256 places; those that the file does not name are black. */
  readonly palette: Uint8Array;
  /** How words are taken apart; absent for places, and for a byte each of blue, green and red. */
  readonly masks?: Masks;
  /** Where the pixels begin, in bytes. */
  readonly start: number;
}

const FILE_HEADER = 14;
/** Length of the header of OS/2 1.x, whose fields are half as wide. */
const CORE = 12;
/** Length of the header of Windows 3; the short ones of OS/2 2.x end before the compression. */
const WINDOWS = 40;
/** Length of the first header that holds masks itself; earlier ones have them behind. */
const VERSION_2 = 52;
const [plain, rle8, rle4, bitfields, alphaBitfields] = [0, 1, 2, 3, 6];

const x555: Masks = { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 };

/** Bits a pixel by compression: what is not here is another format inside a BMP, or none. */
const kinds = new Map<number, readonly BmpHeader['bits'][]>([
  [plain, [1, 4, 8, 16, 24, 32]],
  [rle8, [8]],
  [rle4, [4]],
  [bitfields, [16, 32]],
  [alphaBitfields, [16, 32]],
]);

function readMasks(bytes: Buffer, length: number, compression: number): Masks {
  const mask = (index: number): number => bytes.readUInt32LE(FILE_HEADER + 40 + 4 * index);
  const hasAlpha = compression === alphaBitfields || length > VERSION_2;
  return { red: mask(0), green: mask(1), blue: mask(2), alpha: hasAlpha ? mask(3) : 0 };
}

function readPalette(bytes: Buffer, from: number, to: number, each: 3 | 4): Uint8Array {
  const palette = new Uint8Array(3 * 256);
  for (let at = from, place = 0; at + each <= to && place < 256; at += each, place += 1) {
    const [blue = 0, green = 0, red = 0] = bytes.subarray(at, at + 3);
    palette.set([red, green, blue], 3 * place);
  }
  return palette;
}

/** Bytes of masks behind a header that is too short to hold them. */
function bytesOfMasks(length: number, compression: number): number {
  if (length >= VERSION_2) return 0;
  return { [bitfields]: 12, [alphaBitfields]: 16 }[compression] ?? 0;
}

/**
 * Reads the header of a BMP of Windows or OS/2 (Microsoft Learn, Bitmap Storage and BITMAPV5HEADER; OS/2 2.x is read as far
 * as Windows shares it). Throws a RangeError where the file ends before it; refuses `unsupported-source` for pixels that are
 * coded in another way, as a JPEG inside a BMP.
 */
export function readBmpHeader(body: Uint8Array): BmpHeader {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const length = bytes.readUInt32LE(FILE_HEADER);
  const isCore = length === CORE;
  const [width, height] = isCore
    ? [bytes.readUInt16LE(18), bytes.readUInt16LE(20)]
    : [bytes.readInt32LE(18), bytes.readInt32LE(22)];
  if (width <= 0 || height === 0) throw new RangeError('A BMP has pixels.');
  const depth = bytes.readUInt16LE(isCore ? 24 : 28);
  const compression = length < WINDOWS ? plain : bytes.readUInt32LE(30);
  const bits = kinds.get(compression)?.find((known) => known === depth);
  if (bits === undefined) return refuse('unsupported-source');
  const isMasked = compression === bitfields || compression === alphaBitfields;
  const colours = FILE_HEADER + length + bytesOfMasks(length, compression);
  const used = length < WINDOWS ? 0 : bytes.readUInt32LE(46);
  const each = isCore ? 3 : 4;
  const end = colours + each * (bits > 8 ? 0 : used || 2 ** bits);
  // Some programs leave out where the pixels begin.
  const start = bytes.readUInt32LE(10) || end;
  return {
    width,
    height: Math.abs(height),
    bits,
    topDown: height < 0,
    runs: compression === rle8 || compression === rle4,
    palette: readPalette(bytes, colours, Math.min(end, start, bytes.length), each),
    start,
    ...(bits === 16 && { masks: x555 }),
    ...(isMasked && { masks: readMasks(bytes, length, compression) }),
  };
}
