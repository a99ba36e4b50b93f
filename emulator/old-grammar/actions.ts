import type { Spec } from '../../spec/corpus.ts';
import type { Action, Piece } from '../process/parse.ts';
import type { Value, Values } from './keys.ts';
import { scale } from './scale.ts';

/** `resize,w_100` as an action that stands where it was meant. */
export function readMeaning(meaning: string, at: number): Action {
  const [name = '', ...tokens] = meaning.split(',');
  const place = (text: string): Piece => ({ text, at });
  return { name: place(name), tokens: tokens.map(place) };
}

/** What one value of a key means: by its letter or its last number where that decides. */
function meaningOf(
  means: string | Readonly<Record<string, string>>,
  { numbers, letter }: Value,
): string {
  const word = letter ?? String(numbers.at(-1));
  const template = typeof means === 'string' ? means : (means[word] ?? '');
  return template.replace(/\{(\d)\}/g, (_, index: string) => String(numbers[Number(index)]));
}

/** Tokens of one action come together: of q and Q it is the action that says which counts. */
function join(actions: readonly Action[]): Action[] {
  const joined = new Map<string, Action>();
  for (const action of actions) {
    const { name, tokens } = joined.get(action.name.text) ?? { name: action.name, tokens: [] };
    joined.set(name.text, { name, tokens: [...tokens, ...action.tokens] });
  }
  return [...joined.values()];
}

/** The actions that the keys of one pipe mean, in the order in which they act (Q106). */
export function actionsOf(values: Values, { oldGrammar }: Pick<Spec, 'oldGrammar'>): Action[] {
  const scaled = scale(values, { oldGrammar });
  const keys = Object.keys(oldGrammar.keys);
  const isTurnedFirst = values.get('o')?.numbers[0] === 2;
  const order = new Set(isTurnedFirst ? ['o', ...keys] : keys);
  const others = [...order].flatMap((key) => {
    const value = values.get(key);
    const means = oldGrammar.keys[key]?.means;
    const meaning = value && means !== undefined ? meaningOf(means, value) : '';
    return value && meaning !== '' ? [readMeaning(meaning, value.at)] : [];
  });
  return join([...(scaled ? [scaled] : []), ...others]);
}
