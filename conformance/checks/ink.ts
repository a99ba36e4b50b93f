import type { InkThen } from '../format/then.ts';
import { type Ink, readInk, type Rectangle } from '../ink.ts';
import type { Pixels } from '../pixels.ts';
import { type Check, type Checks, same, type Seen, SuiteError, together } from './check.ts';

const hex = (colour: readonly number[]): string =>
  colour
    .slice(0, colour[3] === 255 ? 3 : 4)
    .map((level) => level.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** `40..60` or `40`: the number must lie between both, ends included. */
function within(expected: string, actual: number): Seen {
  const [low = 0, high = low] = expected.split('..').map(Number);
  return {
    ok: actual >= low && actual <= high,
    expected,
    actual: String(Math.round(10 * actual) / 10),
  };
}

/** A level more or less is rounding. */
function near(expected: string, actual: readonly number[]): Seen {
  const levels = expected.match(/../g)?.map((two) => parseInt(two, 16)) ?? [];
  const ok = levels.every((level, channel) => Math.abs(level - (actual[channel] ?? 0)) <= 1);
  return { ok, expected, actual: hex(actual) };
}

function rectangleOf(part: string | undefined, { width, height }: Pixels): Rectangle {
  if (part === undefined) return { left: 0, top: 0, width, height };
  const [left = 0, top = 0, across = 0, down = 0] = part.split(/[,x ]/).map(Number);
  if (left + across > width || top + down > height)
    throw new SuiteError(`ink: ${part} is not inside of ${width}x${height}`);
  return { left, top, width: across, height: down };
}

const spans = [
  'left',
  'top',
  'right',
  'bottom',
  'area',
  'baseline',
  'across',
  'down',
] as const satisfies readonly (keyof Ink & keyof InkThen)[];

/** What is written on a plain picture: its box, how much of it, where it stands, its colour, and how it repeats itself. */
const checkInk: Check<InkThen> = async (expected, seen) => {
  const pixels = await seen.pixels();
  const ink = readInk(pixels, rectangleOf(expected.in, pixels));
  if (expected.none || !ink) return same(expected.none ? 'no ink' : 'ink', ink ? 'ink' : 'no ink');
  const parts = spans.flatMap((name): [string, Seen][] => {
    const span = expected[name];
    return span === undefined ? [] : [[name, within(span, ink[name])]];
  });
  if (expected.colour !== undefined) parts.push(['colour', near(expected.colour, ink.colour)]);
  return together(parts);
};

/** Checks of text, which no other renderer draws pixel for pixel alike. */
export const inkChecks = { ink: checkInk } satisfies Partial<Checks>;
