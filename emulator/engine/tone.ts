import { setImmediate } from 'node:timers/promises';
import type { Frame, Step } from '../operation.ts';
import { fitLine } from './fit-line.ts';

/** Pixels after which others get their turn: about a millisecond. */
const portion = 500_000;

/**
 * What each level becomes: `slope` · level + `offset`, rounded and held between 0 and 255. A level has no fraction, so that
 * rounding can be exact.
 */
export function mapLevels(slope: number, offset: number): Uint8Array {
  const held = (level: number) => Math.min(255, Math.max(0, Math.round(slope * level + offset)));
  return Uint8Array.from({ length: 256 }, (_, level) => held(level));
}

/** The same steps, with one for all `levels` that follow each other; each says the line that it is, if it is one. */
export function joinLevels(steps: readonly Step[]): readonly Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (step.do === 'levels' && last?.do === 'levels') {
      const table = last.table.map((level) => step.table[level] ?? 0);
      joined[joined.length - 1] = { ...step, what: `${last.what}, ${step.what}`, table };
    } else joined.push(step);
  }
  return joined.map((step) =>
    step.do === 'levels' ? { ...step, line: fitLine(step.table) } : step,
  );
}

/**
 * Turns every level of red, green and blue into what `table` says, in place: to hand a small picture to sharp and take it
 * back takes several times as long, and so does fresh memory for it.
 */
export async function setLevels(frame: Frame, table: Uint8Array): Promise<Frame> {
  const { channels, data } = frame;
  for (let start = 0; start < data.length; start += portion * channels) {
    if (start > 0) await setImmediate();
    const end = Math.min(data.length, start + portion * channels);
    for (let at = start; at < end; at += channels) {
      data[at] = table[data[at] ?? 0] ?? 0;
      data[at + 1] = table[data[at + 1] ?? 0] ?? 0;
      data[at + 2] = table[data[at + 2] ?? 0] ?? 0;
    }
  }
  return frame;
}
