import { setImmediate as turn } from 'node:timers/promises';
import type { Frame, Size } from '../operation.ts';
import { type BmpHeader, type Masks, readBmpHeader } from './bmp-header.ts';
import { expandRuns } from './bmp-runs.ts';

/** Pixels that are read in one turn of the event loop: some milliseconds. */
const TURN = 100_000;

/** Reads one row of the file, which begins at `from`, into a row of the frame, which begins at `to`. */
type ReadRow = (from: number, to: number) => void;

/** Rows of places in a palette. */
function readPlaces(
  bytes: Uint8Array,
  { width, bits, palette }: Pick<BmpHeader, 'width' | 'bits' | 'palette'>,
  data: Uint8Array,
): ReadRow {
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (from, to) => {
    for (let x = 0; x < width; x += 1) {
      const byte = bytes[from + Math.floor(x / perByte)] ?? 0;
      const place = 3 * ((byte >> (8 - bits * ((x % perByte) + 1))) & mask);
      data[to + 3 * x] = palette[place] ?? 0;
      data[to + 3 * x + 1] = palette[place + 1] ?? 0;
      data[to + 3 * x + 2] = palette[place + 2] ?? 0;
    }
  };
}

/** Rows of blue, green and red, and of a fourth byte that is nothing where a pixel has 32 bits. */
function readColours(
  bytes: Uint8Array,
  { width, bits }: Pick<BmpHeader, 'width' | 'bits'>,
  data: Uint8Array,
): ReadRow {
  const size = bits / 8;
  return (from, to) => {
    for (let x = 0, at = from, put = to; x < width; x += 1, at += size, put += 3) {
      data[put] = bytes[at + 2] ?? 0;
      data[put + 1] = bytes[at + 1] ?? 0;
      data[put + 2] = bytes[at] ?? 0;
    }
  };
}

/** A channel of a word as 0 to 255; throws a RangeError for a mask of more than 16 bits, which no program writes. */
function createChannel(mask: number): (word: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> shift;
  if (largest > 65_535) throw new RangeError('A channel has at most 16 bits.');
  const levels = Uint8Array.from({ length: largest + 1 }, (_, value) =>
    Math.round((255 * value) / largest),
  );
  return (word) => levels[(word & mask) >>> shift] ?? 0;
}

/** Rows of words of 2 or 4 bytes that masks take apart. */
function readWords(
  bytes: Uint8Array,
  { width, bits }: BmpHeader,
  masks: Masks,
  data: Uint8Array,
): ReadRow {
  const size = bits / 8;
  const colours = [masks.red, masks.green, masks.blue];
  const channels = (masks.alpha === 0 ? colours : [...colours, masks.alpha]).map(createChannel);
  return (from, to) => {
    let at = to;
    for (let x = 0, next = from; x < width; x += 1, next += size) {
      let word = 0;
      for (let byte = size - 1; byte >= 0; byte -= 1)
        word = (word << 8) | (bytes[next + byte] ?? 0);
      for (const channel of channels) data[at++] = channel(word);
    }
  };
}

/** Bytes from one stored row to the next. */
const strideOf = ({ width, bits }: BmpHeader): number => 4 * Math.ceil((width * bits) / 32);

async function readerOf(bytes: Uint8Array, header: BmpHeader, data: Uint8Array): Promise<ReadRow> {
  if (header.runs) return readPlaces(await expandRuns(bytes, header), { ...header, bits: 8 }, data);
  if (header.bits <= 8) return readPlaces(bytes, header, data);
  return header.masks
    ? readWords(bytes, header, header.masks, data)
    : readColours(bytes, header, data);
}

/**
 * Decodes a BMP of any kind that `readBmpHeader` knows. Rejects with a RangeError where the pixels break off, or where the
 * file is not of this size.
 */
export async function decodeBmp(bytes: Uint8Array, { width, height }: Size): Promise<Frame> {
  const header = readBmpHeader(bytes);
  if (header.width !== width || header.height !== height)
    throw new RangeError('The source is not the one that was probed.');
  const stride = header.runs ? width : strideOf(header);
  const start = header.runs ? 0 : header.start;
  // The padding behind the last row may be missing.
  const end = start + stride * (height - 1) + Math.ceil((width * header.bits) / 8);
  if (!header.runs && end > bytes.length) throw new RangeError('The pixels break off.');
  const channels = header.masks?.alpha ? 4 : 3;
  const data = new Uint8Array(width * height * channels);
  const read = await readerOf(bytes, header, data);
  const rows = Math.max(1, Math.floor(TURN / width));
  for (let y = 0; y < height; y += 1) {
    const stored = header.topDown ? y : height - 1 - y;
    read(start + stride * stored, y * width * channels);
    if (y % rows === rows - 1) await turn();
  }
  return { width, height, channels, data };
}
