import type { Pixels } from './pixels.ts';

/** A part of a picture, in pixels. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn on a plain background. Sides are those of the box around it: left and top inside, right and bottom outside. */
export interface Ink {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Pixels that it covers; one that is half covered is a half. */
  readonly area: number;
  /** Where most letters end: below this row there is much less than above it. */
  readonly baseline: number;
  /** The colour that most of it has, red, green, blue and alpha. */
  readonly colour: readonly number[];
  /** From one tile to the next, where it repeats itself. */
  readonly across: number;
  readonly down: number;
}

/** Red, green, blue and alpha of the pixel at this byte as one number. */
const keyAt = (data: Uint8Array, at: number): number =>
  (((data[at] ?? 0) * 256 + (data[at + 1] ?? 0)) * 256 + (data[at + 2] ?? 0)) * 256 +
  (data[at + 3] ?? 0);
const channelsOf = (key: number): number[] =>
  [24, 16, 8, 0].map((shift) => Math.floor(key / 2 ** shift) % 256);

/** Levels of 255 by which two colours differ in the channel in which they differ most. */
function distance(a: number, b: number): number {
  const other = channelsOf(b);
  return Math.max(
    ...channelsOf(a).map((level, channel) => Math.abs(level - (other[channel] ?? 0))),
  );
}

/** Colours by how many pixels have them, the most frequent first. */
function palette({ width: row, data }: Pixels, { left, top, width, height }: Rectangle): number[] {
  const counts = new Map<number, number>();
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) {
      const key = keyAt(data, 4 * (y * row + x));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

/**
 * The distance after which a profile repeats itself best: the first peak of its normalised autocorrelation that is nearly as
 * high as the highest. Twice must it be there. 0: it does not repeat itself.
 */
function period(profile: readonly number[]): number {
  const mean = profile.reduce((a, b) => a + b, 0) / profile.length;
  const from = profile.map((value) => value - mean);
  const alike = (lag: number): number => {
    let both = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at + lag < from.length; at++) {
      const a = from[at] ?? 0;
      const b = from[at + lag] ?? 0;
      both += a * b;
      first += a * a;
      second += b * b;
    }
    return both / Math.sqrt(first * second || 1);
  };
  const likeness = Array.from({ length: Math.floor(profile.length / 2) }, (_, lag) => alike(lag));
  const at = (lag: number) => likeness[lag] ?? -1;
  const isPeak = (lag: number) =>
    lag > 1 && lag + 1 < likeness.length && at(lag) >= at(lag - 1) && at(lag) >= at(lag + 1);
  const peaks = [...likeness.keys()].filter(isPeak);
  const best = Math.max(0, ...peaks.map(at));
  return best < 0.5 ? 0 : (peaks.find((lag) => at(lag) > best - 0.02) ?? 0);
}

/** What stands out of the most frequent colour of a part of a picture. Undefined: nothing does. */
export function readInk(pixels: Pixels, within: Rectangle): Ink | undefined {
  const [paper, ...others] = palette(pixels, within);
  const [colour] = others;
  if (paper === undefined || colour === undefined) return undefined;
  const distances = new Map(others.map((other) => [other, distance(paper, other)]));
  const farthest = Math.max(...distances.values());
  const full = distance(paper, colour);
  const columns = Array.from({ length: within.width }, () => 0);
  const rows = Array.from({ length: within.height }, () => 0);
  let [left, top, right, bottom] = [within.width, within.height, 0, 0];
  for (let y = 0; y < within.height; y++)
    for (let x = 0; x < within.width; x++) {
      const at = 4 * ((within.top + y) * pixels.width + within.left + x);
      const key = keyAt(pixels.data, at);
      if (key === paper) continue;
      const off = distances.get(key) ?? 0;
      columns[x] = (columns[x] ?? 0) + off / full;
      rows[y] = (rows[y] ?? 0) + off / full;
      if (off < farthest / 4) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  const falls = rows.map((row, y) => row - (rows[y + 1] ?? 0));
  return {
    left: within.left + left,
    top: within.top + top,
    right: within.left + right,
    bottom: within.top + bottom,
    area: rows.reduce((a, b) => a + b, 0),
    baseline: within.top + falls.indexOf(Math.max(...falls)) + 1,
    colour: channelsOf(colour),
    get across() {
      return period(columns);
    },
    get down() {
      return period(rows);
    },
  };
}
