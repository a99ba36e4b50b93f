import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { photo } from '../engine/drawn.contract.ts';
import { fromFrames } from '../engine/frame.ts';
import { exifBlock } from './block.ts';
import { readExif } from './read.ts';

const fixture = (name: string) => readFileSync(join(packageRoot, 'fixtures/image', name));
const makeOf = (bytes: Uint8Array, format: Parameters<typeof exifBlock>[1]) => {
  const block = exifBlock(bytes, format);
  return block && readExif(block).get('Make');
};
const drawn = () => fromFrames([photo(16, 16)]).withExif({ IFD0: { Make: 'Maker' } });

test('of a JPEG and a WebP', () => {
  expect(makeOf(fixture('exif-camera.jpg'), 'jpg')).toBe('Double');
  expect(makeOf(fixture('exif-camera.webp'), 'webp')).toBe('Double');
});

test('of what another library writes', async () => {
  expect(makeOf(await drawn().jpeg().toBuffer(), 'jpg')).toBe('Maker');
  expect(makeOf(await drawn().webp().toBuffer(), 'webp')).toBe('Maker');
  expect(makeOf(await drawn().avif({ effort: 0 }).toBuffer(), 'avif')).toBe('Maker');
});

test('a TIFF is one itself', async () => {
  const block = exifBlock(
    await fromFrames([photo(16, 8)])
      .tiff()
      .toBuffer(),
    'tiff',
  );
  expect(Object.fromEntries(readExif(block!))).toMatchObject({
    ImageWidth: '16',
    ImageLength: '8',
  });
});

test('that of a PNG is not read', async () => {
  expect(exifBlock(await drawn().png().toBuffer(), 'png')).toBeUndefined();
});

test.each([
  ['grid-400x267-q90.jpg', 'jpg'],
  ['still.webp', 'webp'],
] as const)('%s has none', (name, format) => {
  expect(exifBlock(fixture(name), format)).toBeUndefined();
});

test.each(['jpg', 'webp', 'avif'] as const)(
  'a %s that is cut off has the block or none',
  async (format) => {
    const whole = await drawn()
      .toFormat(format === 'jpg' ? 'jpeg' : format, { effort: 0 })
      .toBuffer();
    for (let length = 0; length < whole.length; length += 7) {
      const make = makeOf(whole.subarray(0, length), format);
      expect([undefined, 'Maker', 'Make', 'Mak', 'Ma', 'M', '']).toContain(make);
    }
  },
);

test('boxes at random are read without an error', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
  console.log(`SEED=${seed}`);
  let state = seed;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const whole = await drawn().avif({ effort: 0 }).toBuffer();
  for (let run = 0; run < 3000; run += 1) {
    const broken = Buffer.from(whole);
    for (let change = draw(8); change >= 0; change -= 1)
      broken[draw(400)] = [0, 1, 0xff, draw(256)][draw(4)] ?? 0;
    const block = exifBlock(broken, 'avif');
    if (block) expect(readExif(block).size).toBeLessThan(1280);
  }
});
