import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import {
  constants,
  crc32,
  createDeflate,
  createInflate,
  deflateSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';

/** Bytes of zlib output in an IDAT chunk, as OpenCV and libpng cut it. */
const IDAT_BYTES = 8192;
/** Bytes that are moved in one turn of the event loop, which is over in well under a millisecond. */
const TURN_BYTES = 64 * IDAT_BYTES;
/** Bytes that are deflated on the event loop, in a millisecond: to start two threads' work on them takes longer. */
const SMALL_BYTES = 8 * IDAT_BYTES;
/** The signature, 8 bytes, and IHDR, which always comes first. */
const HEADER_BYTES = 8 + 25;

function* chunksOf(png: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  let at = HEADER_BYTES;
  while (at < png.length) {
    const end = at + 8 + png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) };
    at = end + 4;
  }
}

/** The zlib stream of a PNG, in larger parts than its chunks: each part is a journey to another thread. */
function* idatOf(png: Buffer): Generator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'IDAT') continue;
    held.push(data);
    bytes += data.length;
    if (bytes < TURN_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  yield Buffer.concat(held);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** Cuts a zlib stream into IDAT chunks. */
async function* idatChunks(
  stream: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const part of stream) {
    held = Buffer.concat([held, part]);
    let at = 0;
    for (; at + IDAT_BYTES <= held.length; at += IDAT_BYTES) {
      yield chunk('IDAT', held.subarray(at, at + IDAT_BYTES));
    }
    held = held.subarray(at);
  }
  if (held.length > 0) yield chunk('IDAT', held);
}

/** `Buffer.concat`, a turn of the event loop at a time. */
async function join(parts: readonly Buffer[]): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  let rest = TURN_BYTES;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
    rest -= part.length;
    if (rest > 0) continue;
    await turn();
    rest = TURN_BYTES;
  }
  return whole;
}

/**
 * Deflates the filtered rows of a PNG anew, by zlib's run-length strategy and in chunks of 8,192 bytes: so rebuilt, the
 * PNGs that the live service answered are equal byte for byte. Of the other chunks only IHDR and IEND are kept. zlib
 * works in its own threads, but for small pictures; the event loop only moves the parts.
 */
export async function deflateFiltered(png: Buffer): Promise<Buffer> {
  // No buffer is larger than the picture: V8 marks its whole heap each time that 64 MB have been taken.
  const chunkSize = Math.min(TURN_BYTES, png.length);
  const runs: ZlibOptions = {
    chunkSize,
    level: constants.Z_BEST_SPEED,
    strategy: constants.Z_RLE,
    memLevel: 8,
    windowBits: 15,
  };
  const written = [png.subarray(0, HEADER_BYTES)];
  const write = async (zlib: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    for await (const idat of idatChunks(zlib)) written.push(idat);
  };
  if (png.length <= SMALL_BYTES) {
    const rows = inflateSync(Buffer.concat([...idatOf(png)]), { chunkSize });
    await write([deflateSync(rows, runs)]);
  } else {
    const rows = Readable.from(idatOf(png));
    await pipeline(rows, createInflate({ chunkSize }), createDeflate(runs), write);
  }
  written.push(chunk('IEND', Buffer.alloc(0)));
  return join(written);
}
