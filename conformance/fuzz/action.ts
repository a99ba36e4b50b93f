import fc from 'fast-check';
import type { Operation, Parameter, Spec } from '../../spec/corpus.ts';
import { legalValue } from './value.ts';

type Text = fc.Arbitrary<string>;
type Tokens = fc.Arbitrary<readonly string[]>;

/** What an action is called in a chain. */
export const nameOf = ({ id }: Operation): string => id.slice(id.indexOf('/') + 1);

/** The parameters that a client may write in this edition outside a watermark, by key. */
export function written({ parameters }: Operation, { edition }: Spec): [string, Parameter][] {
  return Object.entries(parameters).filter(
    ([, { within, only }]) => within === undefined && (only ?? edition) === edition,
  );
}

/** One legal token for each of these parameters that the suite can make a value for. */
function tokensOf(parameters: readonly (readonly [string, Parameter])[]): Text[] {
  return parameters.flatMap(([key, parameter]) => {
    const values = legalValue(parameter);
    return values ? [values.map((value) => `${key}_${value}`)] : [];
  });
}

/** Tokens that mean nothing: a key that the action does not know, an empty token. */
export const noise: Text = fc.constantFrom('', 'zz_9', 'r_1');

/** Tokens of a legal action whose parameters have keys. */
function keyed(operation: Operation, spec: Spec): Tokens {
  const { anyOf, bare } = operation;
  const all = written(operation, spec);
  const needed = tokensOf(all.filter(([key]) => anyOf?.keys.includes(key)));
  const value = bare && legalValue(bare);
  const first = value ? [...needed, value] : needed;
  // Beside a parameter without key, a key that is not known would be its value.
  const more = [...tokensOf(all), ...(value ? [] : [noise])];
  const rest = more.length > 0 ? fc.array(fc.oneof(...more), { maxLength: 4 }) : fc.constant([]);
  const always = fc.tuple(...tokensOf(all.filter(([, { required }]) => required)));
  return fc
    .tuple(anyOf ? fc.oneof(...first).map((token) => [token]) : fc.constant([]), always, rest)
    .map((parts) => parts.flat())
    .chain((tokens) => fc.shuffledSubarray(tokens, { minLength: tokens.length }));
}

/** Tokens of a legal action with a value without key; what follows it is passed over where the edition says so. */
function unkeyed({ bare, extra }: Operation): Tokens {
  const value = (bare && legalValue(bare)) ?? fc.constant('');
  const after = extra === 'ignored' ? ['image', '', '7'] : ['image', ''];
  return fc
    .tuple(value, fc.option(fc.constantFrom(...after), { freq: 5 }))
    .map(([first, more]) => (more === null ? [first] : [first, more]));
}

/** The tokens of an action that is legal by its text. Its sizes may still be refused. */
export function legalTokens(operation: Operation, spec: Spec): Tokens {
  const plain = written(operation, spec).length === 0 && operation.bare !== undefined;
  return plain ? unkeyed(operation) : keyed(operation, spec);
}

/** An action as it is written. */
export function writeAction(operation: Operation, tokens: readonly string[]): string {
  return [nameOf(operation), ...tokens].join(',');
}

/** A legal action: `resize,w_100`. */
export function legalAction(operation: Operation, spec: Spec): Text {
  return legalTokens(operation, spec).map((tokens) => writeAction(operation, tokens));
}
