import { setImmediate as turn } from 'node:timers/promises';
import type { BmpHeader } from './bmp-header.ts';

/** Places that are written in one turn of the event loop: some milliseconds. */
const TURN = 100_000;
const [endOfRow, endOfPicture, delta] = [0, 1, 2];

/**
 * The places that run-length coding writes out, a byte each, row by row as they are stored; those that it passes over are
 * place 0. Throws a RangeError where the file ends before the picture does. Source: Microsoft Learn, Bitmap Compression.
 */
export async function expandRuns(
  bytes: Uint8Array,
  { width, height, bits, start }: BmpHeader,
): Promise<Uint8Array> {
  const places = new Uint8Array(width * height);
  let rest = TURN;
  let [x, y, at] = [0, 0, start];
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('The runs break off.');
    return byte;
  };
  const put = (place: number): void => {
    if (x < width) places[y * width + x] = place;
    x += 1;
  };
  while (y < height) {
    // The mark of the end may be missing behind a whole picture.
    if (at >= bytes.length && y === height - 1 && x >= width) break;
    const [count, code] = [next(), next()];
    if (count > 0) {
      for (let index = 0; index < count; index += 1)
        put(bits === 8 ? code : index % 2 === 0 ? code >> 4 : code & 15);
    } else if (code === endOfRow) {
      [x, y] = [0, y + 1];
    } else if (code === endOfPicture) {
      break;
    } else if (code === delta) {
      [x, y] = [x + next(), y + next()];
    } else {
      // As many places as they are, padded to an even number of bytes.
      const length = bits === 8 ? code : Math.ceil(code / 2);
      for (let index = 0, byte = 0; index < code; index += 1) {
        if (bits === 8 || index % 2 === 0) byte = next();
        put(bits === 8 ? byte : index % 2 === 0 ? byte >> 4 : byte & 15);
      }
      at += length % 2;
    }
    rest -= Math.max(count, code);
    if (rest > 0) continue;
    await turn();
    rest = TURN;
  }
  return places;
}
