import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { encoding, noise, photo, solid } from './drawn.contract.ts';
import { encode } from './encode.ts';
import { fromFrames } from './frame.ts';
import { probe } from './probe.ts';

const still = { frames: 1, orientation: 1 };

/** A PNG of 200 bytes whose header claims a size. */
function claimed(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2, 0, 0, 0], 24);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  bytes.writeUInt32BE(200 - 33 - 12, 33);
  bytes.write('IDAT', 37, 'latin1');
  return bytes;
}

test('a JPEG', async () => {
  const { bytes } = await encode(
    { frames: [photo(40, 30)], delays: [], loop: 0 },
    encoding('jpg', { quality: 82 }),
  );
  expect(await probe(bytes)).toEqual({
    ...still,
    format: 'jpg',
    bytes: bytes.length,
    width: 40,
    height: 30,
    alpha: false,
    quality: 82,
    resolution: { unit: 'none', x: '1/1', y: '1/1' },
  });
});

test.each([
  ['png', {}],
  ['webp', {}],
  ['gif', {}],
  ['tiff', { compression: 'lzw' }],
  ['avif', {}],
] as const)('a still %s, whose density is not stated', async (format, options) => {
  const bytes = await fromFrames([noise(40, 30, 4)])
    .toFormat(format, options)
    .withDensity(300)
    .toBuffer();
  expect(await probe(bytes)).toEqual({
    ...still,
    format,
    bytes: bytes.length,
    width: 40,
    height: 30,
    alpha: true,
  });
});

test.each(['gif', 'webp'] as const)('an animated %s has the size of one frame', async (format) => {
  const frames = [
    solid(20, 10, [255, 0, 0]),
    solid(20, 10, [0, 255, 0]),
    solid(20, 10, [0, 0, 255]),
  ];
  const { bytes } = await encode(
    { frames, delays: [100, 100, 100], loop: 0 },
    encoding(format, { animated: true }),
  );
  expect(await probe(bytes)).toMatchObject({ format, frames: 3, width: 20, height: 10 });
});

test('grey, CMYK and 16 bits have no alpha', async () => {
  const grey = await fromFrames([photo(8, 8)])
    .greyscale()
    .png()
    .toBuffer();
  const cmyk = await fromFrames([photo(8, 8)])
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
  const deep = await fromFrames([photo(8, 8)])
    .toColourspace('rgb16')
    .png()
    .toBuffer();
  for (const bytes of [grey, cmyk, deep])
    expect(await probe(bytes)).toMatchObject({ alpha: false });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i, the size as stored', async (exif) => {
  const bytes = await fromFrames([photo(16, 8)])
    .jpeg()
    .withMetadata({ orientation: exif })
    .toBuffer();
  expect(await probe(bytes)).toMatchObject({ orientation: exif, width: 16, height: 8 });
});

test('a header may claim any size: nothing is decoded', async () => {
  const before = process.memoryUsage().rss;
  expect(await probe(claimed(30_001, 20_000))).toMatchObject({ width: 30_001, height: 20_000 });
  // The pixels would take 1.8 GB.
  expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
});

const fixture = (name: string) => readFile(join(packageRoot, 'fixtures/image', name));

test.each([
  ['grid.heic', { width: 200, height: 100, alpha: false }],
  ['alpha.heic', { width: 200, height: 100, alpha: true }],
  ['bmp-24bit.bmp', { width: 100, height: 50, alpha: false }],
  ['bmp-alpha.bmp', { width: 100, height: 50, alpha: true }],
  ['bmp-os2.bmp', { width: 100, height: 50, alpha: false }],
  ['bmp-top-down.bmp', { width: 100, height: 50, alpha: false }],
  ['pages.tiff', { width: 100, height: 50, alpha: false }],
])('%s is a still', async (name, header) => {
  expect(await probe(await fixture(name))).toMatchObject({ ...header, ...still });
});

test.each([
  ['grid.heic', 'damaged-heic'],
  ['bmp-24bit.bmp', 'damaged-source'],
])('of %s only the first bytes: %s', async (name, refusal) => {
  const bytes = await fixture(name);
  await expect(probe(bytes.subarray(0, 48))).rejects.toMatchObject({ refusal });
});

test('a BMP without a pixel is damaged', async () => {
  const bytes = await fixture('bmp-24bit.bmp');
  bytes.writeInt32LE(0, 22);
  await expect(probe(bytes)).rejects.toMatchObject({ refusal: 'damaged-source' });
});

test.each([
  ['a text', 'a text'],
  ['nothing', ''],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  [
    'a JPEG in a BMP',
    `BM${'\0'.repeat(12)}\x28\0\0\0\x09\0\0\0\x09\0\0\0\x01\0\0\0\x04${'\0'.repeat(64)}`,
  ],
  [
    'a BMP of 2 bits',
    `BM${'\0'.repeat(12)}\x28\0\0\0\x09\0\0\0\x09\0\0\0\x01\0\x02${'\0'.repeat(64)}`,
  ],
])('%s is no picture that can be processed', async (_, text) => {
  await expect(probe(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
    refusal: 'unsupported-source',
  });
});

test.each([
  ['jpeg', 'damaged-source'],
  ['png', 'damaged-source'],
  ['gif', 'damaged-source'],
  ['tiff', 'damaged-source'],
  ['avif', 'damaged-avif'],
  ['webp', 'bad-webp'],
] as const)('of a %s only the first bytes: %s', async (format, refusal) => {
  const bytes = await fromFrames([noise(40, 30)])
    .toFormat(format)
    .toBuffer();
  await expect(probe(bytes.subarray(0, 32))).rejects.toMatchObject({ refusal });
});
