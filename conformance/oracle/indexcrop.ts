import type { Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import { cut } from './view.ts';

/** indexcrop: one of the slices that a length cuts the picture into, from the left or from above; no slice, no change. */
export const indexcrop: Step = (view, tokens, { source }) => {
  const values = valuesOf(tokens);
  const [x, y] = [numberOf(values, 'x'), numberOf(values, 'y')];
  const length = y ?? x;
  if (length === undefined) return undefined;
  const side = y === undefined ? view.width : view.height;
  const index = numberOf(values, 'i') ?? 0;
  // Nothing says whether an animation of which nothing is cut stays one.
  if (index >= Math.ceil(side / length)) return source.frames > 1 ? undefined : view;
  const start = index * length;
  const part = Math.min(length, side - start);
  return y === undefined
    ? cut(view, start, 0, { width: part, height: view.height })
    : cut(view, 0, start, { width: view.width, height: part });
};
