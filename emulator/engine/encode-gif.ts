import { createQueue } from './concurrency.ts';
import { played, type Writer } from './writer.ts';

/** Several at once, cgif wrote other bytes now and then: 3 times in 3,600. The same request gets the same answer. */
const alone = createQueue(1);

/** Writes a GIF of at most 256 colours. Equal frames that follow each other stay apart: their number is part of the answer. */
export const writeGif: Writer = (pixels, _encode, timing) =>
  // The default effort searches a palette five times as long for a difference that nobody sees.
  alone(() => pixels.gif({ effort: 1, keepDuplicateFrames: true, ...played(timing) }).toBuffer());
