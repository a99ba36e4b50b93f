import type { Frame } from '../operation.ts';
import { fromFrames } from './frame.ts';
import type { Animator } from './writer.ts';
import { writeWebp } from './encode-webp.ts';

const RIFF_HEADER = 12;
/** Flags of the canvas: it moves; it has alpha. And of a frame: it replaces what was there. */
const [ANIMATION, ALPHA, OVERWRITE] = [0x02, 0x10, 0x02];
/** What 24 and 16 bits can hold. */
const [LONGEST, MOST] = [0xffffff, 0xffff];

/** Rows of a block of VP8, over which chroma is smeared. */
const BLOCK = 16;

/** A band of whole rows. */
interface Band {
  readonly top: number;
  /** One below the last row. */
  readonly bottom: number;
}

const rowOf = ({ width, channels, data }: Frame, y: number): Uint8Array =>
  data.subarray(y * width * channels, (y + 1) * width * channels);

/**
 * The rows in which a frame differs from the one before, and those around them into which the losses of that one bled; the
 * first two rows where it does not differ.
 */
function changed(before: Frame, after: Frame): Band {
  const differs = (y: number): boolean => Buffer.compare(rowOf(before, y), rowOf(after, y)) !== 0;
  let [top, bottom] = [0, after.height];
  while (top < bottom && !differs(top)) top += 1;
  while (bottom > top && !differs(bottom - 1)) bottom -= 1;
  if (top === bottom) return { top: 0, bottom: Math.min(2, after.height) };
  top = Math.max(0, top - BLOCK);
  // The file holds half of the offset.
  return { top: top - (top % 2), bottom: Math.min(after.height, bottom + BLOCK) };
}

function chunk(type: string, ...body: readonly Uint8Array[]): Buffer {
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, ...body, Buffer.alloc(length % 2)]);
}

/** The chunks of a still WebP that are its picture. */
function* pictureOf(webp: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = RIFF_HEADER; at < bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (/^(ALPH|VP8 |VP8L)$/.test(bytes.toString('latin1', at, at + 4)))
      yield bytes.subarray(at, end);
    at = end;
  }
}

/**
 * Writes an animated WebP of lossy frames: of each the rows that differ from the frame before. libwebp's own writer of
 * animations joins frames that are alike, so that their number changes, and makes 100 ms of times up to 10 (Q097). Source:
 * RFC 9649, WebP Image Format, 2024.
 */
export const animateWebp: Animator = async ({ frames, delays, loop }, encode) => {
  const written: Buffer[] = [];
  let before: Frame | undefined;
  for (const [index, frame] of frames.entries()) {
    const band = before ? changed(before, frame) : { top: 0, bottom: frame.height };
    const height = band.bottom - band.top;
    const stride = frame.width * frame.channels;
    const data = frame.data.subarray(band.top * stride, band.bottom * stride);
    const still = await writeWebp(fromFrames([{ ...frame, height, data }]), encode);
    const place = Buffer.alloc(16);
    place.writeUIntLE(band.top / 2, 3, 3);
    place.writeUIntLE(frame.width - 1, 6, 3);
    place.writeUIntLE(height - 1, 9, 3);
    place.writeUIntLE(Math.min(LONGEST, delays[index] ?? 0), 12, 3);
    place.writeUInt8(OVERWRITE, 15);
    written.push(chunk('ANMF', place, ...pictureOf(still)));
    before = frame;
  }
  const canvas = Buffer.alloc(10);
  canvas.writeUInt8(ANIMATION | (before?.channels === 4 ? ALPHA : 0), 0);
  canvas.writeUIntLE((before?.width ?? 1) - 1, 4, 3);
  canvas.writeUIntLE((before?.height ?? 1) - 1, 7, 3);
  const play = Buffer.alloc(6);
  play.writeUInt16LE(Math.min(MOST, loop), 4);
  return chunk('RIFF', Buffer.from('WEBP'), chunk('VP8X', canvas), chunk('ANIM', play), ...written);
};
