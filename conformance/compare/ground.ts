import type { Pixels } from '../pixels.ts';

export const grounds = { black: 0, white: 255 } as const;
export type Ground = keyof typeof grounds;

/** Whether any pixel lets something through. */
export function isTransparent({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/**
 * Colours as they are seen on an opaque ground: one below alpha 0 is nothing, and a wrong alpha shows on black or on white.
 * Alpha itself stays, and tells what is not of the ground.
 */
export function lay({ width, height, data }: Pixels, ground: Ground): Pixels {
  const below = grounds[ground];
  const laid = Uint8Array.from(data);
  for (let at = 0; at < data.length; at += 4) {
    const share = (data[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel++)
      laid[channel] = Math.round(below + ((data[channel] ?? 0) - below) * share);
  }
  return { width, height, data: laid };
}
