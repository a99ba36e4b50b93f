import type { Frame, Point, Size } from '../operation.ts';
import { rgb } from './colour.ts';

/** A frame of one colour, opaque where it has alpha. */
export function blank({ width, height }: Size, channels: 3 | 4, colour: string): Frame {
  const [r, g, b] = rgb(colour);
  const data = Buffer.alloc(
    width * height * channels,
    Buffer.from(channels === 4 ? [r, g, b, 255] : [r, g, b]),
  );
  return { width, height, channels, data };
}

/** Puts `on` into a larger canvas, pixel for pixel. The canvas is changed. */
export function place(on: Frame, canvas: Frame, { left, top }: Point): Frame {
  const row = on.width * on.channels;
  for (let y = 0; y < on.height; y++) {
    const to = ((top + y) * canvas.width + left) * canvas.channels;
    canvas.data.set(on.data.subarray(y * row, (y + 1) * row), to);
  }
  return canvas;
}
