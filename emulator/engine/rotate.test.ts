import { expect, test } from 'vitest';
import type { Frame } from '../operation.ts';
import { rotateFrame } from './rotate.ts';

/** A soft white spot on black, so that its middle can be measured to a fraction of a pixel. */
function spot(width: number, height: number, x: number, y: number): Frame {
  const data = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const value = 255 * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / 30);
      data.fill(Math.round(value), (row * width + column) * 3, (row * width + column + 1) * 3);
    }
  return { width, height, channels: 3, data };
}

function middle({ width, data, channels }: Frame): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i += channels) {
    const value = data[i] ?? 0;
    const pixel = i / channels;
    sum += value;
    x += value * (pixel % width);
    y += value * Math.floor(pixel / width);
  }
  return { x: x / sum, y: y / sum };
}

const source = spot(120, 80, 80, 25);
test.each([1, 17, 45, 89, 135, 200, 300, 359])(
  'at %i degrees the spot lies within a tenth of a pixel of its place',
  async (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const size = {
      width: Math.round(120 * cos + 80 * sin),
      height: Math.round(120 * sin + 80 * cos),
    };
    const [dx, dy] = [80 - 119 / 2, 25 - 79 / 2];
    const { x, y } = middle(await rotateFrame(source, degrees, size, 'transparent'));
    const expected = {
      x: (size.width - 1) / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
      y: (size.height - 1) / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
    };
    expect(Math.hypot(x - expected.x, y - expected.y)).toBeLessThan(0.1);
  },
);

test('the exposed corners are transparent or white, and the edge is not darkened', async () => {
  const white: Frame = { width: 40, height: 40, channels: 3, data: Buffer.alloc(4800, 255) };
  const size = { width: 57, height: 57 };
  const clear = await rotateFrame(white, 45, size, 'transparent');
  expect(clear).toMatchObject({ ...size, channels: 4 });
  expect(clear.data[3]).toBe(0);
  const visible = [...clear.data.keys()].filter((i) => i % 4 === 3 && (clear.data[i] ?? 0) > 64);
  expect(Math.min(...visible.map((i) => clear.data[i - 1] ?? 0))).toBeGreaterThan(250);
  const filled = await rotateFrame(white, 45, size, 'white');
  expect(Math.min(...filled.data)).toBeGreaterThan(250);
});
