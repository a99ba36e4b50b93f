import type { Plan, Size } from '../operation.ts';

/** RGBA, the most that a pixel takes between two steps. */
const channels = 4;
const area = ({ width, height }: Size) => width * height;

/**
 * The most pixels that a plan holds at once, in bytes and from above: the decoded source, or what goes into a step and
 * comes out of it, and the marks that are painted on it.
 */
export function holds({ source, steps, encode }: Plan): number {
  const frames = encode !== 'source' && encode.animated ? source.frames : 1;
  let before: Size = source;
  let most = area(source);
  for (const step of steps) {
    const marks = step.do === 'paint' ? step.marks : [];
    const painted = marks.reduce((sum, mark) => sum + holds(mark) / channels, 0);
    most = Math.max(most, area(before) + area(step.size) + painted);
    before = step.size;
  }
  return most * frames * channels;
}
