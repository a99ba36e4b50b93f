import { type Pixels, recode } from '../pixels.ts';
import { type Ground, isTransparent, lay } from './ground.ts';
import { type Limits, limitsOf } from './limits.ts';
import { measure } from './measure.ts';
import { type Planes, planesOf } from './planes.ts';

/** One frame of a golden on one ground, and how far an answer may be from it. */
export interface View {
  /** From 0. */
  readonly frame: number;
  /** Which ground lies below; undefined where the golden is opaque. */
  readonly ground: Ground | undefined;
  readonly planes: Planes;
  readonly limits: Limits;
}

/** A golden that is ready to be compared with. */
export interface Golden {
  readonly frames: readonly Pixels[];
  readonly views: readonly View[];
}

export const on = (pixels: Pixels, ground: Ground | undefined): Pixels =>
  ground === undefined ? pixels : lay(pixels, ground);

async function viewOf(pixels: Pixels, frame: number, ground: Ground | undefined): Promise<View> {
  const opaque = on(pixels, ground);
  const planes = planesOf(opaque);
  const floor = (await recode(opaque)).map((other) => measure(planes, planesOf(other)).metrics);
  return { frame, ground, planes, limits: limitsOf(floor) };
}

/**
 * Looks at the frames of a golden, which must be lossless: the limits follow from what encoders make of them, and of what has
 * been through one already they make too little. What is transparent is seen on black and on white.
 */
export async function readGolden(frames: readonly Pixels[]): Promise<Golden> {
  const grounds = frames.some(isTransparent) ? (['black', 'white'] as const) : [undefined];
  const views: View[] = [];
  for (const [frame, pixels] of frames.entries())
    for (const ground of grounds) views.push(await viewOf(pixels, frame, ground));
  return { frames, views };
}
