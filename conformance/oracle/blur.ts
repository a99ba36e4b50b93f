import type { Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import type { View } from './view.ts';

/**
 * Pixels that take from those up to `reach` away. A patch lies a quarter of the smear within its area at the least, and is then
 * free of all neighbours.
 */
const mixed = (view: View, reach: number): View => ({ ...view, smear: view.smear + 4 * reach });

/** blur: within r pixels; a face is not looked for here. */
export const blur: Step = (view, tokens) => {
  const values = valuesOf(tokens);
  const r = numberOf(values, 'r');
  return r === undefined ? undefined : mixed(view, r);
};

/** sharpen: by those within hundredths of pixels. */
export const sharpen: Step = (view, tokens) => mixed(view, Math.ceil(Number(tokens[0]) / 100));
