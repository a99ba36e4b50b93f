import type { Frame, Size } from '../operation.ts';

/** A share of one source line that one result line takes. */
interface Share {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** What is less than this of a line is not counted, as OpenCV does. */
const nothing = 1e-3;

/** Which lines of `source` each of `result` lines covers, in order, and how much of its sum each gives. */
function coverage(source: number, result: number): readonly Share[] {
  const scale = source / result;
  return Array.from({ length: result }, (_, to) => {
    const [start, end] = [to * scale, (to + 1) * scale];
    const whole = Math.min(scale, source - start);
    const last = Math.min(Math.floor(end), source - 1);
    const first = Math.min(Math.ceil(start), last);
    const shares: Share[] = [];
    const add = (from: number, part: number) =>
      shares.push({ from, to, weight: Math.fround(part / whole) });
    if (first - start > nothing) add(first - 1, first - start);
    for (let from = first; from < last; from += 1) add(from, 1);
    if (end - last > nothing) add(last, Math.min(end - last, 1, whole));
    return shares;
  }).flat();
}

/** To the nearest whole number, halves to the even one. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const isUp = value - floor > 0.5 || (value - floor === 0.5 && floor % 2 === 1);
  return isUp ? floor + 1 : floor;
}

/** Pixels after which others get their turn. */
const portion = 500_000;

/**
 * Reduces by averaging the area that each pixel covers, in single precision: what OpenCV calls INTER_AREA, which the live
 * service used for `resize` in 2017 and its SDKs' suites still expect. Colours are weighted by alpha. Neither side
 * may grow.
 */
export async function averageArea(frame: Frame, { width, height }: Size): Promise<Frame> {
  const { channels, data } = frame;
  const across = coverage(frame.width, width);
  const line = new Float32Array(width * channels);
  const sum = new Float32Array(width * channels);
  const result = new Uint8Array(width * height * channels);
  const finish = (row: number) => {
    for (let index = 0; index < sum.length; index += channels) {
      const at = row * sum.length + index;
      const alpha = channels === 4 ? (sum[index + 3] ?? 0) : 255;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = sum[index + channel] ?? 0;
        result[at + channel] = roundToEven(
          channels === 4 && alpha > 0 ? (value * 255) / alpha : value,
        );
      }
      if (channels === 4) result[at + 3] = roundToEven(alpha);
    }
  };
  let row = 0;
  let done = 0;
  for (const { from, to, weight } of coverage(frame.height, height)) {
    if (to !== row) {
      finish(row);
      sum.fill(0);
      row = to;
    }
    line.fill(0);
    const start = from * frame.width * channels;
    for (const share of across) {
      const [at, into] = [start + share.from * channels, share.to * channels];
      const opacity = channels === 4 ? (data[at + 3] ?? 0) / 255 : 1;
      for (let channel = 0; channel < channels; channel += 1) {
        const value = (data[at + channel] ?? 0) * (channel === 3 ? 1 : opacity);
        line[into + channel] = (line[into + channel] ?? 0) + Math.fround(value * share.weight);
      }
    }
    for (let index = 0; index < sum.length; index += 1)
      sum[index] = (sum[index] ?? 0) + Math.fround((line[index] ?? 0) * weight);
    done += frame.width;
    if (done > portion) {
      done = 0;
      await new Promise((resume) => setImmediate(resume));
    }
  }
  finish(row);
  return { width, height, channels, data: result };
}
