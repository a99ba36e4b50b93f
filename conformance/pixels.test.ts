import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gridColour } from '../fixtures/grid.ts';
import { packageRoot } from '../spec/corpus.ts';
import { decodePixels, meanColour } from './pixels.ts';

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

it('refuses what is no picture, and a rectangle outside', async () => {
  await expect(decodePixels(read('text.jpg'))).rejects.toThrow();
  const grid = await decodePixels(read('grid-100x100.png'));
  expect(() => meanColour(grid, 100, 0, 5, 5)).toThrow(RangeError);
  expect(meanColour(grid, -2, -2, 5, 5)).toEqual([...gridColour(0, 0), 255]);
});
