import type { Step } from './law.ts';
import { storedPoint, uprightSize } from './orientation.ts';
import type { Call } from './split.ts';

/** auto-orient: 1 turns upright by the tag of the source, 0 leaves the stored pixels. */
export const autoOrient: Step = (view, tokens, { source: { orientation } }) => {
  if (tokens[0] !== '1') return view;
  return {
    ...view,
    ...uprightSize(view, orientation),
    origin: (x, y) => view.origin(...storedPoint(orientation, view, x, y)),
  };
};

/** Whether a limit on the source holds for a call that has one: not for auto-orient,0, which turns nothing (Q036). */
export const limitHolds = ({ name, tokens }: Call): boolean =>
  name !== 'auto-orient' || tokens[0] === '1';

/** The calls in the order in which they act: auto-orient acts before a resize that was written earlier. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  const resize = calls.findIndex(({ name }) => name === 'resize');
  const late = calls.filter(({ name }, at) => name === 'auto-orient' && resize >= 0 && at > resize);
  if (late.length === 0) return calls;
  const rest = calls.filter((call) => !late.includes(call));
  return [...rest.slice(0, resize), ...late, ...rest.slice(resize)];
}
