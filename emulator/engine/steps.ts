import type { Frame, Step } from '../operation.ts';
import { enlarge } from './enlarge.ts';
import { fromFrames, toFrame } from './frame.ts';
import { add, reduce } from './geometry.ts';
import { setLevels } from './tone.ts';

/** Scales each axis the way it needs: reducing first leaves less to enlarge. */
async function scale(frame: Frame, { width, height }: Step['size']): Promise<Frame> {
  const least = { width: Math.min(frame.width, width), height: Math.min(frame.height, height) };
  const reduces = least.width < frame.width || least.height < frame.height;
  const enlarges = width > frame.width || height > frame.height;
  const reduced = reduces ? await toFrame(reduce(fromFrames([frame]), least)) : frame;
  return enlarges ? enlarge(reduced, { width, height }) : reduced;
}

/** Runs one step on the pixels of one frame, which nobody else holds; `marks` are what the step's own plans came to. */
export async function runStep(frame: Frame, step: Step, marks: readonly Frame[]): Promise<Frame> {
  switch (step.do) {
    case 'orient':
    case 'extract':
      return toFrame(add(fromFrames([frame]), step));
    case 'scale':
      return scale(frame, step.size);
    case 'levels':
      return setLevels(frame, step.table);
    case 'paint':
      return step.paint(frame, marks);
  }
}
