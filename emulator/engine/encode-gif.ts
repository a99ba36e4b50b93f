import { createQueue } from './concurrency.ts';
import { fromFrames } from './frame.ts';
import type { Sharp } from './sharp.ts';
import type { Animator, Writer } from './writer.ts';

/** Several at once, cgif wrote other bytes now and then: 3 times in 3,600. The same request gets the same answer. */
const alone = createQueue(1);

interface Timing {
  /** Milliseconds. */
  readonly delay: number[];
  /** Number of plays, 0 for ever. */
  readonly loop: number;
}

/** A GIF of at most 256 colours. Equal frames that follow each other stay apart: their number is part of the answer. */
const write = (pixels: Sharp, timing?: Timing): Promise<Uint8Array> =>
  // The default effort searches a palette five times as long for a difference that nobody sees.
  alone(() => pixels.gif({ effort: 1, keepDuplicateFrames: true, ...timing }).toBuffer());

export const writeGif: Writer = (pixels) => write(pixels);

/** sharp refuses larger numbers, though a file may have them. */
const MAXIMUM = 65_535;

export const animateGif: Animator = ({ frames, delays, loop }) =>
  write(fromFrames(frames), {
    delay: delays.map((delay) => Math.min(MAXIMUM, delay)),
    loop: Math.min(MAXIMUM, loop),
  });
