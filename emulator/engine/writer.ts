import type { Encode, Picture } from '../operation.ts';
import type { Sharp } from './sharp.ts';

/** Milliseconds of each frame and number of plays, 0 for ever. */
export type Timing = Pick<Picture, 'delays' | 'loop'>;

/** Writes pixels in one format. `timing` is there where they are the frames of an animation. */
export type Writer = (pixels: Sharp, encode: Encode, timing?: Timing) => Promise<Uint8Array>;

/** sharp refuses larger numbers, though a file may have them. */
const MAXIMUM = 65_535;

/** What sharp calls a timing; nothing for a still. */
export function played(timing: Timing | undefined): { delay?: number[]; loop?: number } {
  if (!timing) return {};
  const delay = timing.delays.map((delay) => Math.min(MAXIMUM, delay));
  return { delay, loop: Math.min(MAXIMUM, timing.loop) };
}
