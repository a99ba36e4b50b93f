import { expect, test } from 'vitest';
import { difference, encoding, photo, solid } from './drawn.contract.ts';
import { writeJpeg } from './encode-jpeg.ts';
import { fromFrames, toFrame } from './frame.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { segments } from './jpeg-segments.ts';
import { sharp } from './sharp.ts';

const write = (frame = photo(64, 48), quality = 82, progressive = false): Promise<Uint8Array> =>
  writeJpeg(fromFrames([frame]), encoding('jpg', { quality, progressive }));
const markersOf = (jpeg: Uint8Array): number[] => [...segments(jpeg)].map(({ marker }) => marker);
const bodyOf = (jpeg: Uint8Array, wanted: number): Uint8Array | undefined =>
  [...segments(jpeg)].find(({ marker }) => marker === wanted)?.body;

const [SOF0, SOF2, DHT, DQT, APP0] = [0xc0, 0xc2, 0xc4, 0xdb, 0xe0];

test('a JFIF 1.01 header of 1×1 without unit comes first and is the only metadata', async () => {
  const jpeg = await write();
  expect(Buffer.from(jpeg.subarray(0, 20)).toString('hex')).toBe(
    'ffd8ffe000104a46494600010100000100010000',
  );
  expect(new Set(markersOf(jpeg))).toEqual(new Set([APP0, DQT, SOF0, DHT]));
});

test('baseline unless progressive is asked', async () => {
  expect(markersOf(await write())).toContain(SOF0);
  const progressive = markersOf(await write(photo(64, 48), 82, true));
  expect(progressive).toContain(SOF2);
  expect(progressive).not.toContain(SOF0);
});

test('three components, 4:2:0, at any quality and of a grey picture too', async () => {
  for (const frame of [photo(64, 48), solid(8, 8, [9, 9, 9])]) {
    for (const quality of [10, 100]) {
      const header = [...(bodyOf(await write(frame, quality), SOF0) ?? [])];
      expect(header[5]).toBe(3);
      expect([header[7], header[10], header[13]]).toEqual([0x22, 0x11, 0x11]);
    }
  }
});

/** Codes of its Huffman tables. Each of the four has 17 bytes before its codes. */
const codesOf = (jpeg: Uint8Array): number =>
  [...segments(jpeg)]
    .filter(({ marker }) => marker === DHT)
    .reduce((total, { body }) => total + body.length, -4 * 17);

test('the Huffman tables hold only codes that are used', async () => {
  // The standard ones (annex K.3) have 12, 162, 12 and 162.
  expect(codesOf(await write(solid(64, 48, [10, 20, 30])))).toBeLessThan(16);
});

test('or they are those of the standard, of the same pixels', async () => {
  const frame = solid(64, 48, [10, 20, 30]);
  const standard = encoding('jpg', { quality: 82, huffman: 'standard' });
  const jpeg = await writeJpeg(fromFrames([frame]), standard);
  expect(codesOf(jpeg)).toBe(12 + 162 + 12 + 162);
  const [ours, theirs] = [await write(frame), jpeg].map((bytes) => toFrame(sharp(bytes)));
  expect(await ours).toEqual(await theirs);
});

test.each([1, 50, 82, 100])('quality %i is written as such', async (quality) => {
  expect(jpegQuality(segments(await write(photo(32, 32), quality)))).toBe(quality);
});

test('the pixels are those of the picture', async () => {
  const frame = solid(40, 40, [180, 90, 30]);
  expect(difference(await toFrame(sharp(await write(frame, 95))), frame)).toBeLessThanOrEqual(3);
});
