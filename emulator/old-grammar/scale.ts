import type { Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import type { Action } from '../process/parse.ts';
import type { Values } from './keys.ts';

/** Pixels of a side; a side of 0 is not given. */
function sideOf(pixels: number | undefined, factor: number): number | undefined {
  return pixels === undefined || pixels === 0
    ? undefined
    : Math.max(1, Math.round(pixels * factor));
}

/** `255-0-0` as FF0000. */
const hex = (numbers: readonly number[]) =>
  numbers.map((channel) => channel.toString(16).padStart(2, '0').toUpperCase()).join('');

/**
 * The one `resize` that `w h e l c p x bgc P` make together; undefined where none of them scales. `p` and `x` multiply the
 * sides, or the picture where there is none. Refuses `missing-value` for a way to scale without a side.
 */
export function scale(
  values: Values,
  { oldGrammar }: Pick<Spec, 'oldGrammar'>,
): Action | undefined {
  const numberOf = (key: string) => values.get(key)?.numbers[0];
  const wordOf = (key: string) => oldGrammar.keys[key]?.token?.[String(numberOf(key))];
  const factor = ((numberOf('p') ?? 100) * (numberOf('x') ?? 1)) / 100;
  const width = sideOf(numberOf('w'), factor);
  const height = sideOf(numberOf('h'), factor);
  const isScaled = values.has('p') || values.has('x') || values.has('P');
  const limit = wordOf('l') ?? 'limit_0';
  const at = Math.min(
    ...['w', 'h', 'p', 'x', 'P', 'e', 'c'].map((key) => values.get(key)?.at ?? Infinity),
  );

  const act = (...tokens: readonly string[]): Action => ({
    name: { text: 'resize', at },
    tokens: tokens.map((text) => ({ text, at })),
  });
  if (width === undefined && height === undefined) {
    if (isScaled) {
      const main = numberOf('P');
      return act(main === undefined ? `p_${Math.round(factor * 100)}` : `P_${main}`, limit);
    }
    const { ec, cite } = oldGrammar.needsSide;
    if (values.has('e') || numberOf('c') === 1)
      refuse('missing-value', { fields: { name: 'w' }, ec, at, cite });
    return undefined;
  }
  if (width === undefined) return act(`h_${height}`, limit);
  if (height === undefined) return act(`w_${width}`, limit);
  const isCut = numberOf('e') === 1 && numberOf('c') === 1;
  const mode = isCut ? 'm_fill' : (wordOf('e') ?? 'm_lfit');
  const ground = values.get('bgc');
  const padding = mode === 'm_pad' && ground ? [`color_${hex(ground.numbers)}`] : [];
  return act(mode, `w_${width}`, `h_${height}`, limit, ...padding);
}
