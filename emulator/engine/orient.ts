import type { Size } from '../operation.ts';
import type { Sharp } from './sharp.ts';

interface Turn {
  readonly mirror?: 'flip' | 'flop';
  readonly angle: 0 | 90 | 180 | 270;
}

/**
 * What brings a picture of each EXIF orientation upright: mirror first, then turn clockwise. Where a mirror alone would
 * do (2 and 4) the other mirror and half a turn are written: sharp turns before a cut only where there is an angle.
 */
const turns: Readonly<Record<number, Turn>> = {
  1: { angle: 0 },
  2: { mirror: 'flip', angle: 180 },
  3: { angle: 180 },
  4: { mirror: 'flop', angle: 180 },
  5: { mirror: 'flip', angle: 90 },
  6: { angle: 90 },
  7: { mirror: 'flop', angle: 90 },
  8: { angle: 270 },
};

/** Brings a picture stored in this EXIF orientation, 1 to 8, upright. */
export function orient(pipeline: Sharp, exif: number): Sharp {
  const turn = turns[exif];
  if (!turn) throw new RangeError(`EXIF knows no orientation ${exif}.`);
  if (turn.mirror) pipeline[turn.mirror]();
  return turn.angle === 0 ? pipeline : pipeline.rotate(turn.angle);
}

/**
 * The size after a turn of a picture that has this size before it, and the other way round: orientations 5 to 8 lie on
 * their side (EXIF 2.3, tag 274).
 */
export function turned({ width, height }: Size, exif: number): Size {
  return exif >= 5 ? { width: height, height: width } : { width, height };
}
