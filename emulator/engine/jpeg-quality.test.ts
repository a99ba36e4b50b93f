import { expect, test } from 'vitest';
import { photo } from './drawn.contract.ts';
import { fromFrames } from './frame.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { segments } from './jpeg-segments.ts';

const jpeg = (quality: number, grey = false): Promise<Buffer> =>
  fromFrames([photo(16, 16)])
    .greyscale(grey)
    .jpeg({ quality })
    .toBuffer();
const qualities = Array.from({ length: 100 }, (_, index) => index + 1);
const DQT = 0xdb;

test('every quality of an IJG encoder is found exactly', async () => {
  const found = [];
  for (const quality of qualities) found.push(jpegQuality(segments(await jpeg(quality))));
  expect(found).toEqual(qualities);
});

test('so it is from luminance alone', async () => {
  const found = [];
  for (const quality of qualities) found.push(jpegQuality(segments(await jpeg(quality, true))));
  expect(found).toEqual(qualities);
});

test('entries of 16 bits count like those of 8', async () => {
  const wide = [...segments(await jpeg(60))].map(({ marker, body }) => {
    if (marker !== DQT) return { marker, body };
    const bytes = [
      (body[0] ?? 0) | 0x10,
      ...[...body.subarray(1, 65)].flatMap((entry) => [0, entry]),
    ];
    return { marker, body: Uint8Array.from(bytes) };
  });
  expect(jpegQuality(wide)).toBe(60);
});

test('tables of another family give the nearest quality', async () => {
  const bent = [...segments(await jpeg(75))].map(({ marker, body }) => ({
    marker,
    body: marker === DQT ? body.map((entry, index) => (index % 9 === 5 ? entry + 1 : entry)) : body,
  }));
  expect(jpegQuality(bent)).toBeGreaterThanOrEqual(72);
  expect(jpegQuality(bent)).toBeLessThanOrEqual(76);
});

test('a header that is cut off anywhere gives a quality or none, never an error', async () => {
  const whole = await jpeg(50);
  const end = whole.indexOf(Buffer.from([0xff, 0xda]));
  const found = new Set();
  for (let length = 0; length <= end; length += 1) {
    found.add(jpegQuality(segments(whole.subarray(0, length))));
  }
  expect([...found]).toEqual([undefined, 50]);
});
