import { breach, choice, type Step } from './law.ts';
import { storedPoint, uprightSize } from './orientation.ts';
import type { Call } from './split.ts';

const id = 'image/auto-orient';

/** auto-orient: 1 turns upright by the tag of the source, 0 leaves the stored pixels; a side above the limit is refused. */
export const autoOrient: Step = (view, tokens, law) => {
  const { orientation } = law.source;
  if (tokens[0] !== '1' && law.source.height < 4097) return view;
  if (orientation !== 1 || choice(law, id, 'limit-when') === 'always') {
    const refused = breach(law, id, 'source', law.source);
    if (refused) return refused;
  }
  return {
    ...view,
    ...uprightSize(view, orientation),
    origin: (x, y) => view.origin(...storedPoint(orientation, view, x, y)),
  };
};

/** The calls in the order in which they act: auto-orient acts before a resize that was written earlier. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  const resize = calls.findIndex(({ name }) => name === 'resize');
  const late = calls.filter(({ name }, at) => name === 'auto-orient' && resize >= 0 && at > resize);
  if (late.length === 0) return calls;
  const rest = calls.filter((call) => !late.includes(call));
  return [...rest.slice(0, resize), ...late, ...rest.slice(resize)];
}
