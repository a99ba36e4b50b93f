import { setImmediate as turn } from 'node:timers/promises';
import type { Frame } from '../operation.ts';
import { toFrame } from './frame.ts';
import type { Writer } from './writer.ts';

/** Pixels that are written in one turn of the event loop: some milliseconds. */
const TURN = 100_000;
const FILE_HEADER = 14;
/** BITMAPINFOHEADER, and BITMAPV4HEADER, which has a mask for alpha. */
const [WINDOWS, VERSION_4] = [40, 108];
const BITFIELDS = 3;
const sRGB = 0x73524742;

/** File and info header. */
function headerOf({ width, height, channels }: Frame, pixels: number): Buffer {
  const hasAlpha = channels === 4;
  const length = hasAlpha ? VERSION_4 : WINDOWS;
  const header = Buffer.alloc(FILE_HEADER + length);
  header.write('BM', 'latin1');
  header.writeUInt32LE(header.length + pixels, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(length, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(8 * channels, 28);
  header.writeUInt32LE(pixels, 34);
  if (hasAlpha) {
    header.writeUInt32LE(BITFIELDS, 30);
    [0xff0000, 0xff00, 0xff, 0xff000000, sRGB].forEach((value, index) =>
      header.writeUInt32LE(value, 54 + 4 * index),
    );
  }
  return header;
}

/**
 * Writes a BMP of Windows, bottom-up and not compressed: 24 bits a pixel, or 32 with alpha (Q090). Source: Microsoft Learn,
 * Bitmap Storage and BITMAPV4HEADER.
 */
export const writeBmp: Writer = async (pixels) => {
  const frame = await toFrame(pixels);
  const { width, height, channels, data } = frame;
  const stride = 4 * Math.ceil((width * channels) / 4);
  const header = headerOf(frame, stride * height);
  const bmp = Buffer.alloc(header.length + stride * height);
  header.copy(bmp);
  const rows = Math.max(1, Math.floor(TURN / width));
  for (let y = 0; y < height; y += 1) {
    let to = header.length + stride * (height - 1 - y);
    for (let at = y * width * channels; at < (y + 1) * width * channels; at += channels) {
      bmp[to] = data[at + 2] ?? 0;
      bmp[to + 1] = data[at + 1] ?? 0;
      bmp[to + 2] = data[at] ?? 0;
      if (channels === 4) bmp[to + 3] = data[at + 3] ?? 0;
      to += channels;
    }
    if (y % rows === rows - 1) await turn();
  }
  return bmp;
};
