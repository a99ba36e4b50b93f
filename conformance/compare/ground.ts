import type { Pixels } from '../pixels.ts';

export const grounds = { black: 0, white: 255 } as const;
export type Ground = keyof typeof grounds;

/** Whether any pixel lets something through. */
export function isTransparent({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/**
 * A picture laid on an opaque ground: what shows through counts as people see it. A colour below alpha 0 is nothing, and a
 * wrong alpha shows on black or on white.
 */
export function lay({ width, height, data }: Pixels, ground: Ground): Pixels {
  const below = grounds[ground];
  const opaque = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0;
    for (let channel = at; channel < at + 3; channel++)
      opaque[channel] = Math.round(below + (((data[channel] ?? 0) - below) * alpha) / 255);
    opaque[at + 3] = 255;
  }
  return { width, height, data: opaque };
}
