import { played, type Writer } from './writer.ts';

/** Writes a GIF of at most 256 colours. Equal frames that follow each other stay apart: their number is part of the answer. */
export const writeGif: Writer = (pixels, _encode, timing) =>
  // The default effort searches a palette five times as long for a difference that nobody sees.
  pixels.gif({ effort: 1, keepDuplicateFrames: true, ...played(timing) }).toBuffer();
