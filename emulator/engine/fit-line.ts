import type { Line } from '../operation.ts';

/** Between 0 and this the slope of a line is looked for; one as steep takes black to white within a level. */
const steepest = 256;
/** Halvings of it: what is left moves the last level by a millionth. */
const halvings = 40;
/** Far enough from where a level would become its neighbour for single precision, in which libvips counts. */
const margin = 1e-3;

/**
 * The offsets that turn each level into what `table` says by a line of this slope, `from` and before `to`, and the levels
 * that keep them there. Values at the ends of the range set no bound beyond it: what falls out is held.
 */
function boundOffsets(slope: number, table: Uint8Array) {
  let [from, to, lower, upper] = [-Infinity, Infinity, 0, 0];
  for (let level = 0; level < table.length; level += 1) {
    const value = table[level] ?? 0;
    const offset = value - slope * level;
    if (value > 0 && offset > from) [from, lower] = [offset, level];
    if (value < 255 && offset + 1 < to) [to, upper] = [offset + 1, level];
  }
  return { from, to, lower, upper };
}

/**
 * The line that turns each level into what `table` says when fractions are cut off and the rest is held between 0 and 255,
 * which libvips does on its way; undefined where there is none.
 */
export function fitLine(table: Uint8Array): Line | undefined {
  let [low, high] = [0, steepest];
  for (let halving = 0; halving < halvings; halving += 1) {
    const slope = (low + high) / 2;
    const { lower, upper } = boundOffsets(slope, table);
    // Steeper, the bounds move down, the one of the higher level more: so they part.
    if (lower > upper) low = slope;
    else high = slope;
  }
  const slope = (low + high) / 2;
  const { from, to } = boundOffsets(slope, table);
  if (to - from < 2 * margin) return undefined;
  const offset = from === -Infinity ? to - 1 : to === Infinity ? from + 1 : (from + to) / 2;
  return { slope, offset };
}
