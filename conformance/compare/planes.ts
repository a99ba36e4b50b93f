import type { Pixels } from '../pixels.ts';

/** One number a pixel, row by row. */
export type Plane = Float32Array;

/** A picture as planes, 0 to 255. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly red: Plane;
  readonly green: Plane;
  readonly blue: Plane;
  /** Luma of ITU-R BT.601, as JPEG has it. */
  readonly luma: Plane;
  readonly alpha: Plane;
}

export function planesOf({ width, height, data }: Pixels): Planes {
  const count = width * height;
  const plane = () => new Float32Array(count);
  const [red, green, blue] = [plane(), plane(), plane()];
  const [luma, alpha] = [plane(), plane()];
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    const r = (red[i] = data[at] ?? 0);
    const g = (green[i] = data[at + 1] ?? 0);
    const b = (blue[i] = data[at + 2] ?? 0);
    luma[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    alpha[i] = data[at + 3] ?? 0;
  }
  return { width, height, red, green, blue, luma, alpha };
}
