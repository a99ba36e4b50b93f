import type { Format, Size, SourceInfo, Step } from '../operation.ts';

/** The order in which the decoder takes its steps: turn, cut, reduce, cut, levels. Each place is taken once. */
const places: readonly Step['do'][] = ['orient', 'extract', 'scale', 'extract', 'levels'];

/** Formats of 8 bits a sample: of any other, sharp would count a line on more. */
const flat: readonly Format[] = ['jpg', 'webp', 'gif', 'bmp'];

const grows = (step: Step, before: Size): boolean =>
  step.size.width > before.width || step.size.height > before.height;

/**
 * How many leading steps the decoder takes over, because its own order is the written one; a JPEG is then not decoded in
 * full only to be reduced. None of an animation's: libvips keeps the frames in one column and would mix the edges of
 * neighbours.
 */
export function joinedSteps(source: SourceInfo, steps: readonly Step[], animated: boolean): number {
  if (animated && source.frames > 1) return 0;
  let before: Size = source;
  let place = 0;
  let joined = 0;
  for (const step of steps) {
    place = places.indexOf(step.do, place) + 1;
    if (place === 0 || (step.do === 'scale' && grows(step, before))) break;
    if (step.do === 'levels' && !(step.line && flat.includes(source.format))) break;
    joined += 1;
    before = step.size;
  }
  return joined;
}
