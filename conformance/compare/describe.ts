import type { Comparison, Measure } from './judge.ts';
import type { Metrics } from './measure.ts';

/** How each metric is written: its name, its digits and its unit. */
const words: Readonly<
  Record<keyof Metrics, readonly [name: string, digits: number, unit: string]>
> = {
  tileLuma: ['luma of a tile', 1, ' levels'],
  tileColour: ['colour of a tile', 1, ' levels'],
  meanColour: ['colour of all tiles', 1, ' levels'],
  shift: ['shift', 2, ' px'],
  ssim: ['SSIM', 3, ''],
  sharpness: ['sharpness', 2, ''],
  cast: ['cast', 1, ' levels'],
  gain: ['contrast', 3, ''],
};

function describeLimit({ metric, limit: [least, most] }: Measure): string {
  const [name, digits, unit] = words[metric];
  if (least === -Infinity) return `${name} at most ${most.toFixed(digits)}${unit}`;
  if (most === Infinity) return `${name} at least ${least.toFixed(digits)}${unit}`;
  return `${name} ${least.toFixed(digits)} to ${most.toFixed(digits)}${unit}`;
}

/** `luma of a tile 23.4 levels (tile at 312,200, frame 1, on black)`. */
function describeValue({ metric, value, use, worst, view: { frame, ground } }: Measure): string {
  const [name, digits, unit] = words[metric];
  const places = [
    ...(worst ? [`tile at ${worst.left},${worst.top}`] : []),
    ...(frame > 0 ? [`frame ${frame}`] : []),
    ...(ground ? [`on ${ground}`] : []),
  ];
  const place = places.length > 0 ? ` (${places.join(', ')})` : '';
  return `${name} ${value.toFixed(digits)}${unit}${place}${use > 1 ? ', TOO FAR' : ''}`;
}

/** A comparison in words: every metric with its limit, those beyond it first; or the facts that are not equal. */
export function describe({ unequal, measures }: Comparison): {
  readonly expected: string;
  readonly actual: string;
} {
  if (unequal.length > 0)
    return {
      expected: unequal.map(({ fact, expected }) => `${fact} ${expected}`).join('; '),
      actual: unequal.map(({ fact, actual }) => `${fact} ${actual}`).join('; '),
    };
  const sorted = measures.toSorted((a, b) => Number(b.use > 1) - Number(a.use > 1));
  return {
    expected: sorted.map(describeLimit).join('; '),
    actual: sorted.map(describeValue).join('; '),
  };
}
