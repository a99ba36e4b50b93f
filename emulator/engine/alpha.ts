import type { Frame } from '../operation.ts';
import { fromFrames, toFrame } from './frame.ts';

/** The frame itself where it has alpha, else its colours, opaque. */
export async function withAlpha(frame: Frame): Promise<Frame> {
  return frame.channels === 4 ? frame : toFrame(fromFrames([frame]).ensureAlpha());
}
