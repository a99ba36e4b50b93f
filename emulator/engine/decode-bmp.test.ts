import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  writeAlphaBmp,
  writeHighBmp,
  writePaletteBmp,
  writeRleBmp,
  writeTrueBmp,
} from '../../fixtures/bmp.ts';
import { draw, type Pixels, type Rgb } from '../../fixtures/pixels.ts';
import { packageRoot } from '../../spec/corpus.ts';
import type { Frame } from '../operation.ts';
import { readBmpHeader } from './bmp-header.ts';
import { decode } from './decode.ts';
import { decodeBmp } from './decode-bmp.ts';
import { at, encoding } from './drawn.contract.ts';
import { encode } from './encode.ts';
import { probe } from './probe.ts';

const fixture = (name: string) => readFile(join(packageRoot, 'fixtures/image', name));
const decoded = (bytes: Uint8Array) => decodeBmp(bytes, readBmpHeader(bytes));

/** Pixels of any size, whose samples are below a bound. */
const pictures = (channels: Pixels['channels'], bound: number): fc.Arbitrary<Pixels> =>
  fc
    .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 12 }) })
    .chain(({ width, height }) =>
      fc
        .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
        .map((samples) => {
          const data = samples.map((sample) => sample % bound);
          return draw(width, height, channels, (x, y) => [
            ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
          ]);
        }),
    );

const palette: readonly Rgb[] = Array.from({ length: 256 }, (_, place) => [
  place,
  255 - place,
  (place * 7) % 256,
]);
const coloured = ({ width, height, data }: Pixels, left = -1): number[] =>
  [...data].flatMap((place, index) => {
    const row = Math.floor(index / width);
    return [...(palette[row === left && height > 1 ? 0 : place] ?? [])];
  });

test.each([1, 4, 8] as const)('%i bits name places of a palette', async (bits) => {
  await fc.assert(
    fc.asyncProperty(pictures(1, 2 ** bits), fc.boolean(), async (places, os2) => {
      const colours = palette.slice(0, 2 ** bits);
      const bmp = writePaletteBmp(places, colours, bits, os2 ? { os2 } : {});
      expect([...(await decoded(bmp)).data]).toEqual(coloured(places));
    }),
    { numRuns: 60 },
  );
});

test.each([4, 8] as const)('%i bits in runs, absolute and passed over', async (bits) => {
  await fc.assert(
    fc.asyncProperty(pictures(1, 3), async (places) => {
      // Fewer than three absolute pixels have no code.
      fc.pre(places.width > 2);
      const bmp = writeRleBmp(places, palette.slice(0, 2 ** bits), bits);
      const left = Math.floor(places.height / 2);
      const shown = [...(await decoded(bmp)).data];
      expect(shown).toEqual(places.height > 1 ? coloured(places, left) : shown);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [24, {}],
  [24, { topDown: true }],
  [24, { os2: true }],
  [32, {}],
  [32, { topDown: true }],
] as const)('%i bits are colours: %o', async (bits, wish) => {
  await fc.assert(
    fc.asyncProperty(pictures(3, 256), async (pixels) => {
      const { channels, data } = await decoded(writeTrueBmp(pixels, bits, wish));
      expect([channels, ...data]).toEqual([3, ...pixels.data]);
    }),
    { numRuns: 40 },
  );
});

test('masks take alpha from where they say', async () => {
  await fc.assert(
    fc.asyncProperty(pictures(4, 256), async (pixels) => {
      const { channels, data } = await decoded(writeAlphaBmp(pixels));
      expect([channels, ...data]).toEqual([4, ...pixels.data]);
    }),
    { numRuns: 40 },
  );
});

test.each([5, 6] as const)('16 bits, of which green has %i', async (green) => {
  const ramp = draw(256, 1, 3, (x) => [x, x, x]);
  const { data } = await decoded(writeHighBmp(ramp, green));
  const nearest = (level: number, bits: number): number => {
    const most = 2 ** bits - 1;
    return Math.round((255 * Math.round((level * most) / 255)) / most);
  };
  const expected = Array.from({ length: 256 }, (_, x) => [
    nearest(x, 5),
    nearest(x, green),
    nearest(x, 5),
  ]);
  expect([...data]).toEqual(expected.flat());
});

// As ImageMagick 6.9.11 reads them.
test.each([
  ['bmp-1bit.bmp', [16, 0], [20, 236, 188]],
  ['bmp-1bit.bmp', [17, 9], [236, 20, 92]],
  ['bmp-4bit.bmp', [15, 9], [140, 20, 140]],
  ['bmp-4bit-rle.bmp', [9, 5], [20, 20, 20]],
  ['bmp-8bit-rle.bmp', [190, 50], [20, 20, 20]],
  ['bmp-8bit-rle.bmp', [190, 49], [236, 116, 140]],
  ['bmp-16bit-555.bmp', [95, 2], [239, 16, 90]],
  ['bmp-16bit-565.bmp', [95, 2], [239, 20, 90]],
  ['bmp-alpha.bmp', [55, 2], [140, 20, 140, 142]],
] as const)('%s at %o is %o', async (name, [x, y], colour) => {
  expect(at(await decoded(await fixture(name)), x, y)).toEqual(colour);
});

test.each([
  'bmp-24bit.bmp',
  'bmp-8bit.bmp',
  'bmp-8bit-rle.bmp',
  'bmp-4bit-rle.bmp',
  'bmp-16bit-565.bmp',
  'bmp-os2.bmp',
])('%s that breaks off anywhere is damaged', async (name) => {
  const bytes = await fixture(name);
  const info = await probe(bytes);
  for (const part of [0.3, 0.6, 0.95]) {
    const cut = bytes.subarray(0, bytes.length * part);
    const read = decode(cut, info, [], { animated: false });
    await expect(read).rejects.toMatchObject({ refusal: 'damaged-source' });
  }
});

test('the padding behind the last row may be missing, and the mark behind the last run', async () => {
  const whole = writeTrueBmp(
    draw(3, 2, 3, (x, y) => [x, y, 9]),
    24,
  );
  expect((await decoded(whole.subarray(0, -3))).data).toHaveLength(18);
  const runs = writeRleBmp(
    draw(5, 3, 1, (x) => [x]),
    palette,
    8,
  );
  expect((await decoded(runs.subarray(0, -4))).data).toHaveLength(45);
});

test('a BMP that was replaced by one of another size is refused', async () => {
  const bytes = await fixture('bmp-24bit.bmp');
  const info = { ...(await probe(bytes)), width: 50 };
  await expect(decode(bytes, info, [], { animated: false })).rejects.toMatchObject({
    refusal: 'damaged-source',
  });
});

test('a header that claims 250 megapixels is not believed', async () => {
  const bytes = await fixture('bmp-24bit.bmp');
  bytes.writeInt32LE(30_000, 18);
  bytes.writeInt32LE(8_333, 22);
  const before = process.memoryUsage().arrayBuffers;
  await expect(decoded(bytes)).rejects.toThrow(RangeError);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10e6);
});

test('others get their turn while a large one is written and read', async () => {
  const frame: Frame = { width: 3000, height: 2000, channels: 3, data: new Uint8Array(18e6) };
  let turns = 0;
  const count = setInterval(() => (turns += 1), 0);
  const { bytes } = await encode({ frames: [frame], delays: [], loop: 0 }, encoding('bmp'));
  const written = turns;
  await decoded(bytes);
  clearInterval(count);
  expect(written).toBeGreaterThan(3);
  expect(turns - written).toBeGreaterThan(3);
});
