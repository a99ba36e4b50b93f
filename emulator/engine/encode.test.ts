import { expect, test } from 'vitest';
import type { Picture } from '../operation.ts';
import { decode } from './decode.ts';
import { at, difference, encoding, noise, photo, solid } from './drawn.contract.ts';
import { encode } from './encode.ts';
import { probe } from './probe.ts';
import { toFrame } from './frame.ts';
import { sharp } from './sharp.ts';

const still = (frame = photo(40, 30)): Picture => ({ frames: [frame], delays: [], loop: 0 });
const red = solid(12, 8, [250, 0, 0]);
const blue = solid(12, 8, [0, 0, 250]);

test.each([
  ['jpg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
  ['bmp', 'image/bmp'],
  ['tiff', 'image/tiff'],
  ['avif', 'image/avif'],
] as const)('%s is %s', async (format, type) => {
  const body = await encode(still(), encoding(format));
  expect(body.type).toBe(type);
  expect(await probe(body.bytes)).toMatchObject({ format, width: 40, height: 30, frames: 1 });
});

test('heic is refused', async () => {
  await expect(encode(still(), encoding('heic'))).rejects.toMatchObject({
    refusal: 'not-emulated',
  });
});

test.each(['png', 'tiff', 'bmp'] as const)('%s loses nothing, alpha included', async (format) => {
  for (const frame of [noise(9, 7, 4), noise(9, 7, 3), noise(1, 1, 4), noise(3, 2, 3)]) {
    const { bytes } = await encode(still(frame), encoding(format));
    const { frames } = await decode(bytes, await probe(bytes), [], { animated: false });
    expect(difference(frames[0]!, frame)).toBe(0);
  }
});

test('a JPEG lays alpha on white', async () => {
  const half = still(solid(16, 16, [200, 0, 0, 128]));
  const { bytes } = await encode(half, encoding('jpg', { quality: 100 }));
  const [r = 0, g = 0, b = 0] = at(await toFrame(sharp(bytes)), 8, 8);
  expect(Math.abs(r - 227)).toBeLessThanOrEqual(3);
  expect(Math.abs(g - 127)).toBeLessThanOrEqual(3);
  expect(Math.abs(b - 127)).toBeLessThanOrEqual(3);
});

test('WebP keeps alpha and gets worse with a lower quality', async () => {
  const { bytes } = await encode(still(solid(16, 16, [10, 200, 30, 77])), encoding('webp'));
  expect(at(await toFrame(sharp(bytes)), 8, 8)[3]).toBe(77);
  const [low, high] = await Promise.all(
    [10, 90].map((quality) => encode(still(), encoding('webp', { quality }))),
  );
  expect(low!.bytes.length).toBeLessThan(high!.bytes.length);
});

test.each(['gif', 'webp'] as const)(
  'an animated %s keeps frames, times and plays',
  async (format) => {
    for (const loop of [0, 1, 5]) {
      const picture = { frames: [red, blue, red], delays: [40, 1000, 250], loop };
      const { bytes } = await encode(picture, encoding(format, { animated: true }));
      const again = await decode(bytes, await probe(bytes), [], { animated: true });
      expect(again).toMatchObject({ delays: [40, 1000, 250], loop });
      expect(again.frames.map((frame) => at(frame, 6, 4)[0]! > 200)).toEqual([true, false, true]);
    }
  },
);

test.each(['gif', 'webp'] as const)('a %s of very long times is written', async (format) => {
  const picture = { frames: [red, blue], delays: [600_000, 50], loop: 65_536 };
  const { bytes } = await encode(picture, encoding(format, { animated: true }));
  const { delays } = await decode(bytes, await probe(bytes), [], { animated: true });
  expect(delays[0]).toBeGreaterThan(60_000);
  expect(delays[1]).toBe(50);
});

test.each(['gif', 'webp'] as const)('equal frames of a %s stay apart', async (format) => {
  const picture = { frames: [red, red, blue, blue], delays: [50, 60, 70, 80], loop: 0 };
  const { bytes } = await encode(picture, encoding(format, { animated: true }));
  const again = await decode(bytes, await probe(bytes), [], { animated: true });
  expect(again.delays).toEqual(picture.delays);
  expect(again.frames.map((frame) => at(frame, 6, 4)[0]! > 200)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['gif', false],
  ['webp', false],
  ['png', true],
  ['jpg', true],
] as const)('of an animation %s (animated: %s) has the first frame', async (format, animated) => {
  const picture = { frames: [red, blue], delays: [50, 60], loop: 0 };
  const { bytes } = await encode(picture, encoding(format, { animated, quality: 95 }));
  expect(await probe(bytes)).toMatchObject({ width: 12, height: 8, frames: 1 });
  expect(at(await toFrame(sharp(bytes)), 6, 4)[0]).toBeGreaterThan(240);
});
