import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { frameColours } from '../fixtures/animation.ts';
import { gridColour } from '../fixtures/grid.ts';
import { packageRoot } from '../spec/corpus.ts';
import { cut, decodeFrames, decodePixels, meanColour, recode } from './pixels.ts';

const read = (name: string) => readFileSync(join(packageRoot, 'fixtures', 'image', name));

it('reads the cells of the grid', async () => {
  const grid = await decodePixels(read('grid-200x100.png'));
  expect([grid.width, grid.height]).toEqual([200, 100]);
  for (const [col, row] of [
    [0, 0],
    [9, 0],
    [4, 7],
  ] as const)
    expect(meanColour(grid, 20 * col, 10 * row, 20, 10)).toEqual([...gridColour(col, row), 255]);
});

it('reads alpha, and 16 bits as 8', async () => {
  const stairs = await decodePixels(read('alpha-staircase.png'));
  expect(new Set(stairs.data.filter((_, i) => i % 4 === 3)).size).toBeGreaterThan(2);
  const deep = await decodePixels(read('deep-16bit.png'));
  expect(deep.data.length).toBe(4 * deep.width * deep.height);
});

it('reads the first frame of an animation', async () => {
  const frame = await decodePixels(read('animated.gif'));
  expect([frame.width, frame.height]).toEqual([60, 40]);
});

it('reads every frame, from an animation or from a picture that holds them one below the other', async () => {
  const frames = await decodeFrames(read('animated.webp'));
  expect(frames.map(({ width, height }) => [width, height])).toEqual(Array(4).fill([60, 40]));
  expect(frames.map((frame) => meanColour(frame, 0, 0, 60, 40))).toEqual(
    frameColours.map((colour) => [...colour, 255]),
  );
  const grid = await decodePixels(read('grid-200x100.png'));
  const rows = cut(grid, 10);
  expect(rows[7]).toMatchObject({ width: 200, height: 10 });
  expect(meanColour(rows[7]!, 80, 0, 20, 10)).toEqual([...gridColour(4, 7), 255]);
});

it('makes of a picture what encoders make', async () => {
  const photo = await decodePixels(read('photo-160x120.png'));
  const made = await recode(photo);
  expect(made).toHaveLength(2);
  for (const { width, height, data } of made) {
    expect([width, height]).toEqual([160, 120]);
    const off = data.reduce((sum, level, i) => sum + Math.abs(level - photo.data[i]!), 0);
    expect(off / data.length).toBeGreaterThan(0.5);
    expect(off / data.length).toBeLessThan(8);
  }
});

it('refuses what is no picture, and a rectangle outside', async () => {
  await expect(decodePixels(read('text.jpg'))).rejects.toThrow();
  const grid = await decodePixels(read('grid-100x100.png'));
  expect(() => meanColour(grid, 100, 0, 5, 5)).toThrow(RangeError);
  expect(meanColour(grid, -2, -2, 5, 5)).toEqual([...gridColour(0, 0), 255]);
});
