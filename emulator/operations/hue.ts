import type { Frame } from '../operation.ts';

/** Degrees that a pixel may be away from the mean hue (Q115). */
const NEAR = 45;

/** Pixels of one hue and the sums of their channels. */
interface Tally {
  pixels: number;
  red: number;
  green: number;
  blue: number;
}
/** A tally for every whole degree of hue, 0 to 360: all that the mean needs, however large the picture. */
export type Hues = readonly Tally[];

export const noHues = (): Hues =>
  Array.from({ length: 361 }, () => ({ pixels: 0, red: 0, green: 0, blue: 0 }));

/** The hue of HSV in degrees, cut to whole ones; 0 for grey. */
function hueOf(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range === 0) return 0;
  if (most === red) return Math.trunc((60 * (green - blue)) / range + (green < blue ? 360 : 0));
  if (most === green) return Math.trunc((60 * (blue - red)) / range + 120);
  return Math.trunc((60 * (red - green)) / range + 240);
}

/** Adds the pixels of the rows `from` to `to`, which is left out. Alpha is not looked at. */
export function addRows(hues: Hues, frame: Frame, from: number, to: number): void {
  const { data, width, channels } = frame;
  for (let at = from * width * channels; at < to * width * channels; at += channels) {
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    const tally = hues[hueOf(red, green, blue)];
    if (!tally) continue;
    tally.pixels += 1;
    tally.red += red;
    tally.green += green;
    tally.blue += blue;
  }
}

function sum(hues: Hues, has: (hue: number) => boolean): Tally {
  const total = { pixels: 0, red: 0, green: 0, blue: 0 };
  for (const [hue, { pixels, red, green, blue }] of hues.entries()) {
    if (!has(hue)) continue;
    total.pixels += pixels;
    total.red += red;
    total.green += green;
    total.blue += blue;
  }
  return total;
}

/**
 * The average colour as red, green and blue, 0 to 255: the mean of the pixels near the mean hue, with integers all through
 * (Q115). `noneNear` says which pixels count where none is near (Q118).
 */
export function averageColour(hues: Hues, noneNear: 'all' | 'black'): readonly number[] {
  const all = sum(hues, () => true);
  const total = hues.reduce((degrees, { pixels }, hue) => degrees + pixels * hue, 0);
  const mean = Math.trunc(total / all.pixels);
  const near = sum(hues, (hue) => Math.abs(hue - mean) <= NEAR);
  const { pixels, red, green, blue } = near.pixels === 0 && noneNear === 'all' ? all : near;
  return [red, green, blue].map((channel) => Math.trunc(channel / Math.max(1, pixels)));
}
