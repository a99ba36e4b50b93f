import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflate, createInflate } from 'node:zlib';

/** Bytes of zlib output in an IDAT chunk, as OpenCV and libpng cut it. */
const IDAT_BYTES = 8192;
const SIGNATURE_BYTES = 8;
/** What zlib hands over at a time: few turns of the event loop, and none of them long. */
const PART_BYTES = 32 * IDAT_BYTES;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function* chunksOf(png: Buffer): Generator<Chunk> {
  let at = SIGNATURE_BYTES;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    yield {
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    };
    at += 12 + length;
  }
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** Cuts a stream into IDAT chunks. */
async function* idatChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
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

/**
 * Deflates the filtered rows of a PNG anew, by zlib's run-length strategy and in chunks of 8,192 bytes: so rebuilt, the
 * PNGs that the live service answered are equal byte for byte. Every chunk but IHDR, IDAT and IEND is dropped. zlib works
 * in its own threads, a part at a time; the event loop only moves the parts.
 */
export async function deflateFiltered(png: Buffer): Promise<Buffer> {
  const chunks = [...chunksOf(png)];
  const dataOf = (type: string): Buffer =>
    Buffer.concat(chunks.filter((each) => each.type === type).map((each) => each.data));
  const written: Buffer[] = [png.subarray(0, SIGNATURE_BYTES), chunk('IHDR', dataOf('IHDR'))];
  await pipeline(
    Readable.from([dataOf('IDAT')]),
    createInflate({ chunkSize: PART_BYTES }),
    createDeflate({
      chunkSize: PART_BYTES,
      level: constants.Z_BEST_SPEED,
      strategy: constants.Z_RLE,
      memLevel: 8,
      windowBits: 15,
    }),
    idatChunks,
    async (idats: AsyncIterable<Buffer>) => {
      for await (const idat of idats) written.push(idat);
    },
  );
  return Buffer.concat([...written, chunk('IEND', Buffer.alloc(0))]);
}
