import { setImmediate } from 'node:timers/promises';
import type { Frame, Size } from '../operation.ts';
import type { Mask } from './mask.ts';

/** Pixels that are worked on before others get their turn: about 5 milliseconds. */
const turn = 500_000;

export interface Shading {
  readonly colour: { readonly r: number; readonly g: number; readonly b: number };
  /** Opacity of the shadow, 0 to 1. */
  readonly shadow: number;
  /** Pixels by which the shadow lies right of and below what throws it. */
  readonly offset: number;
}

/**
 * What a mask covers in a colour, over its own black shadow. The mask begins `offset` pixels left of and above the frame,
 * where a shadow may come from.
 */
export async function shade(
  mask: Mask,
  { width, height }: Size,
  { colour: { r, g, b }, shadow, offset }: Shading,
): Promise<Frame> {
  const data = Buffer.alloc(width * height * 4);
  let done = 0;
  for (let y = 0; y < height; y++) {
    const row = y * mask.width;
    for (let x = 0; x < width; x++) {
      const own = mask.data[row + offset * mask.width + x + offset] ?? 0;
      const thrown = shadow * (mask.data[row + x] ?? 0) * (1 - own / 255);
      const alpha = own + thrown;
      if (alpha === 0) continue;
      const share = own / alpha; // black adds nothing
      const to = (y * width + x) * 4;
      data[to] = Math.round(r * share);
      data[to + 1] = Math.round(g * share);
      data[to + 2] = Math.round(b * share);
      data[to + 3] = Math.round(alpha);
    }
    done += width;
    if (done >= turn) {
      await setImmediate();
      done = 0;
    }
  }
  return { width, height, channels: 4, data };
}
