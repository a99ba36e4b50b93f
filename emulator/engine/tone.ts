import { setImmediate } from 'node:timers/promises';
import type { Frame } from '../operation.ts';

/** Pixels after which others get their turn: about a millisecond. */
const portion = 250_000;

/** What each level becomes; a level has no fraction, so that rounding can be exact. */
function tableOf(slope: number, offset: number): Uint8Array {
  const held = (level: number) => Math.min(255, Math.max(0, Math.round(slope * level + offset)));
  return Uint8Array.from({ length: 256 }, (_, level) => held(level));
}

/**
 * Turns every level of red, green and blue into `slope` · level + `offset`, rounded and held between 0 and 255. By a table: to
 * hand a small picture to sharp and take it back takes several times as long.
 */
export async function mapLevels(frame: Frame, slope: number, offset: number): Promise<Frame> {
  const table = tableOf(slope, offset);
  const { channels, data } = frame;
  const result = new Uint8Array(data);
  for (let start = 0; start < data.length; start += portion * channels) {
    if (start > 0) await setImmediate();
    const end = Math.min(data.length, start + portion * channels);
    for (let at = start; at < end; at += channels) {
      result[at] = table[data[at] ?? 0] ?? 0;
      result[at + 1] = table[data[at + 1] ?? 0] ?? 0;
      result[at + 2] = table[data[at + 2] ?? 0] ?? 0;
    }
  }
  return { ...frame, data: result };
}
