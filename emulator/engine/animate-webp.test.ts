import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame, Picture } from '../operation.ts';
import { animateWebp } from './animate-webp.ts';
import { decode } from './decode.ts';
import { at, difference, draw, encoding, photo, solid } from './drawn.contract.ts';
import { probe } from './probe.ts';

const lossy = encoding('webp', { quality: 95, animated: true });
async function again(picture: Picture): Promise<Picture> {
  const bytes = await animateWebp(picture, lossy);
  return decode(bytes, await probe(bytes), [], { animated: true });
}
const played = (frames: readonly Frame[], delays = frames.map(() => 100)): Picture => ({
  frames,
  delays,
  loop: 0,
});

/** A grey field with a square of a colour. */
const square = (left: number, top: number): Frame =>
  draw(64, 48, (x, y) => {
    const inside = x >= left && x < left + 16 && y >= top && y < top + 16;
    return inside ? [250, 0, 0] : [128, 128, 128];
  });

test('whatever the frames, there are as many, shown as long, and look as they did', async () => {
  const places = fc.record({
    left: fc.integer({ min: 0, max: 48 }),
    top: fc.integer({ min: 0, max: 32 }),
    delay: fc.integer({ min: 0, max: 70_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(places, { minLength: 2, maxLength: 6 }), async (shown) => {
      const frames = shown.map(({ left, top }) => square(left, top));
      const delays = shown.map(({ delay }) => delay);
      const seen = await again(played(frames, delays));
      expect(seen.delays).toEqual(delays);
      seen.frames.forEach((frame, index) => {
        const { left, top } = shown[index]!;
        const [red = 0, green = 255] = at(frame, left + 8, top + 8);
        expect([red > 220, green < 40]).toEqual([true, true]);
        const [grey = 0] = at(frame, left < 24 ? 60 : 3, top < 16 ? 44 : 3);
        expect(Math.abs(grey - 128)).toBeLessThan(10);
      });
    }),
    { numRuns: 60 },
  );
});

test('a hole opens where a frame becomes transparent', async () => {
  const whole = solid(20, 10, [200, 30, 30, 255]);
  const hole = draw(20, 10, (x, y) => [200, 30, 30, x > 8 && y > 3 ? 0 : 255]);
  const { frames } = await again(played([whole, hole, whole]));
  expect(frames.map((frame) => at(frame, 15, 8)[3])).toEqual([255, 0, 255]);
  expect(frames.map((frame) => at(frame, 2, 1)[3])).toEqual([255, 255, 255]);
});

test('what does not change is written once', async () => {
  const [still, other] = [photo(100, 600), photo(100, 600)];
  other.data.set([255, 0, 0], (300 * 100 + 50) * 3);
  const { length: alone } = await animateWebp(played([still, other]), lossy);
  const { length: twice } = await animateWebp(played([still, other, still, other]), lossy);
  expect(twice - alone).toBeLessThan(alone / 5);
});

test.each([1, 2, 3, 7])('frames of %i rows', async (height) => {
  const frames = [
    solid(5, height, [250, 0, 0]),
    solid(5, height, [250, 0, 0]),
    solid(5, height, [0, 0, 250]),
  ];
  const seen = await again(played(frames));
  expect(seen.frames.map((frame) => at(frame, 2, height - 1)[0]! > 200)).toEqual([
    true,
    true,
    false,
  ]);
  expect(difference(seen.frames[0]!, seen.frames[1]!)).toBeLessThan(12);
});
