import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../operation.ts';
import { deflateFiltered } from './deflate-png.ts';
import { difference, noise, photo } from './drawn.contract.ts';
import { writePng } from './encode-png.ts';
import { fromFrames, toFrame } from './frame.ts';
import { sharp } from './sharp.ts';

const write = async (frame: Frame): Promise<Buffer> =>
  Buffer.from(await writePng(fromFrames([frame])));

function chunksOf(png: Buffer): { type: string; data: Buffer; sound: boolean }[] {
  const chunks = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, end),
      sound: crc32(png.subarray(at + 4, end)) === png.readUInt32BE(end),
    });
  }
  return chunks;
}
const idatOf = (png: Buffer): Buffer =>
  Buffer.concat(chunksOf(png).flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));

/** The five filters of PNG on one row (PNG specification, section 9). */
function filtered(row: Uint8Array, above: Uint8Array, step: number): number[][] {
  const paeth = (a: number, b: number, c: number): number => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  };
  const guesses = [
    () => 0,
    (a: number) => a,
    (_: number, b: number) => b,
    (a: number, b: number) => (a + b) >> 1,
    paeth,
  ];
  return guesses.map((guess) =>
    Array.from(row, (value, index) => {
      const left = index >= step;
      const a = left ? (row[index - step] ?? 0) : 0;
      return (value - guess(a, above[index] ?? 0, left ? (above[index - step] ?? 0) : 0)) & 255;
    }),
  );
}
const sum = (bytes: readonly number[]): number =>
  bytes.reduce((total, byte) => total + (byte < 128 ? byte : 256 - byte), 0);

describe.each([3, 4] as const)('%i channels', (channels) => {
  const frame = channels === 3 ? photo(200, 150) : noise(200, 150, 4);

  test('only IHDR, IDAT and IEND: 8 bits, not interlaced', async () => {
    const chunks = chunksOf(await write(frame));
    const types = chunks.map(({ type }) => type);
    expect([types[0], types.at(-1), new Set(types.slice(1, -1))]).toEqual([
      'IHDR',
      'IEND',
      new Set(['IDAT']),
    ]);
    expect(chunks[0]?.data.toString('hex')).toBe(
      `000000c80000009608${channels === 3 ? '02' : '06'}000000`,
    );
    expect(chunks.every(({ sound }) => sound)).toBe(true);
  });

  test('the data is cut at 8,192 bytes', async () => {
    const sizes = chunksOf(await write(frame)).flatMap(({ type, data }) =>
      type === 'IDAT' ? [data.length] : [],
    );
    expect(sizes.slice(0, -1).every((size) => size === 8192)).toBe(true);
    expect(sizes.at(-1)).toBeGreaterThan(0);
    expect(sizes.at(-1)).toBeLessThanOrEqual(8192);
  });

  test('zlib deflates by run lengths', async () => {
    const data = idatOf(await write(frame));
    expect(data.subarray(0, 2).toString('hex')).toBe('7801');
    // Without matches at a distance other than one, the level makes no difference.
    const again = deflateSync(inflateSync(data), {
      level: 9,
      strategy: constants.Z_RLE,
      memLevel: 8,
    });
    expect(again.equals(data)).toBe(true);
  });

  test('each row has the filter with the least sum of absolute differences', async () => {
    const rows = inflateSync(idatOf(await write(frame)));
    const stride = frame.width * channels;
    for (let y = 0; y < frame.height; y += 1) {
      const row = frame.data.subarray(y * stride, (y + 1) * stride);
      const above =
        y === 0 ? new Uint8Array(stride) : frame.data.subarray((y - 1) * stride, y * stride);
      const sums = filtered(row, above, channels).map(sum);
      const chosen = rows[y * (stride + 1)] ?? -1;
      expect(sums[chosen]).toBe(Math.min(...sums));
    }
  });

  test('the pixels are those of the picture', async () => {
    expect(difference(await toFrame(sharp(await write(frame))), frame)).toBe(0);
  });
});

test('deflating a large picture leaves the event loop to others', async () => {
  const png = await fromFrames([noise(1200, 1000)])
    .png({ compressionLevel: 0 })
    .toBuffer();
  let turns = 0;
  let running = true;
  const turn = (): void => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await deflateFiltered(png);
  running = false;
  // Deflated in one go, the loop would turn once or twice.
  expect(turns).toBeGreaterThan(20);
});
