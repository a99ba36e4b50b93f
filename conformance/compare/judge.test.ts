import { describe as group, expect, test } from 'vitest';
import { photo } from '../../fixtures/photo.ts';
import type { Pixels } from '../pixels.ts';
import { describe } from './describe.ts';
import { readGolden } from './golden.ts';
import { reencode } from './honest.contract.ts';
import { judge } from './judge.ts';
import { mutants } from './mutants.contract.ts';

const [width, height] = [160, 107];

/** The photo with each pixel through a function; `alpha` is 255 unless that says otherwise. */
function draw(
  change: (x: number, y: number) => { by?: number; alpha?: number } = () => ({}),
): Pixels {
  const { data } = photo(width, height);
  const drawn = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const { by = 0, alpha = 255 } = change(i % width, Math.floor(i / width));
    for (const channel of [0, 1, 2]) drawn[4 * i + channel] = data[3 * i + channel]! + by;
    drawn[4 * i + 3] = alpha;
  }
  return { width, height, data: new Uint8Array(drawn.buffer) };
}
const compare = async (golden: Pixels, other: Pixels) => judge(await readGolden([golden]), [other]);
const beyond = ({ measures }: Awaited<ReturnType<typeof compare>>) =>
  measures.filter(({ use }) => use > 1).map(({ metric }) => metric);
const vignette = (x: number, y: number) => {
  const far = Math.hypot((x - width / 2) / 88, (y - height / 2) / 60);
  return { alpha: Math.max(0, Math.min(255, 1020 * (1.2 - far))) };
};

test('a picture matches itself, and every metric is reported', async () => {
  const comparison = await compare(draw(), draw());
  expect(comparison).toMatchObject({ matches: true, unequal: [] });
  expect(comparison.measures.map(({ metric, use }) => [metric, Math.abs(use) < 1e-9])).toEqual(
    ['tileLuma', 'tileColour', 'meanColour', 'shift', 'ssim', 'sharpness', 'cast', 'gain'].map(
      (metric) => [metric, true],
    ),
  );
});

test('says where the worst tile is, also at the very edge', async () => {
  const spot = draw((x, y) => ({ by: x >= 120 && x < 128 && y >= 80 && y < 88 ? 40 : 0 }));
  const inside = await compare(draw(), spot);
  expect(beyond(inside)).toContain('tileLuma');
  expect(inside.measures[0]?.worst).toMatchObject({ left: 120, top: 80 });
  expect(describe(inside).actual).toMatch(
    /^luma of a tile 3\d\.\d levels \(tile at 120,80\), TOO FAR/,
  );
  expect(describe(inside).expected).toMatch(/^luma of a tile at most \d+\.\d levels; /);
  const corner = draw((x, y) => ({ by: x >= width - 3 && y >= height - 3 ? 90 : 0 }));
  expect((await compare(draw(), corner)).measures[0]?.worst).toMatchObject({
    left: width - 8,
    top: height - 8,
  });
});

test('size, frames and transparency must be equal', async () => {
  const golden = await readGolden([draw(), draw()]);
  const cut = { ...draw(), height: 100 };
  expect(judge(golden, [draw()]).unequal).toEqual([{ fact: 'frames', expected: '2', actual: '1' }]);
  expect(judge(golden, [cut, cut]).unequal).toEqual([
    { fact: 'size', expected: '160x107', actual: '160x100' },
  ]);
  const clear = judge(golden, [draw(), draw(vignette)]);
  expect(clear).toMatchObject({ matches: false, measures: [] });
  expect(describe(clear)).toEqual({ expected: 'transparency none', actual: 'transparency some' });
});

test('the worst frame decides', async () => {
  const golden = await readGolden([draw(), draw()]);
  const comparison = judge(golden, [
    draw(),
    mutants['six levels brighter']!(draw(), { left: 0, top: 0, width: 1, height: 1 }),
  ]);
  expect(comparison.matches).toBe(false);
  expect(comparison.measures[0]?.view.frame).toBe(1);
  expect(describe(comparison).actual).toMatch(/frame 1/);
});

group('what is transparent', () => {
  test('counts as it is seen on black and on white', async () => {
    const golden = draw(vignette);
    expect((await compare(golden, golden)).matches).toBe(true);
    const unseen = draw((x, y) => ({ ...vignette(x, y), by: vignette(x, y).alpha === 0 ? 90 : 0 }));
    expect((await compare(golden, unseen)).matches).toBe(true);
    const thinner = draw((x, y) => ({ alpha: 0.9 * vignette(x, y).alpha }));
    expect((await compare(golden, thinner)).matches).toBe(false);
  });

  test('WebP is accepted, mutants are refused', async () => {
    const golden = draw(vignette);
    const { webp80 } = await reencode(golden);
    expect((await compare(golden, webp80!)).matches).toBe(true);
    // The posts.
    const part = { left: 92, top: 66, width: 24, height: 16 };
    for (const [what, mutate] of Object.entries(mutants))
      expect((await compare(golden, mutate(golden, part))).matches, what).toBe(false);
  });
});

test('pictures smaller than a tile can be compared', async () => {
  const pixel = (level: number): Pixels => ({
    width: 1,
    height: 1,
    data: Uint8Array.of(level, level, level, 255),
  });
  expect((await compare(pixel(90), pixel(91))).matches).toBe(true);
  expect((await compare(pixel(90), pixel(120))).matches).toBe(false);
});
