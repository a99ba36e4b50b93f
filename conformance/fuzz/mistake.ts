import fc from 'fast-check';
import type { Operation, Parameter, Spec } from '../../spec/corpus.ts';
import { legalTokens, nameOf, writeAction, written } from './action.ts';
import { failed, type Mistake, named } from './refusal.ts';
import { type Wrong, wrongValue } from './value.ts';

type Mistakes = fc.Arbitrary<Mistake>;

const keyOf = (token: string): string =>
  token.includes('_') ? token.slice(0, token.indexOf('_')) : 'value';

/** One keyed parameter with a wrong value, or with an empty one. */
function badKey(operation: Operation, key: string, parameter: Parameter, spec: Spec): Mistakes[] {
  const values = wrongValue(parameter);
  if (!values) return [];
  const empty = fc.constant<Wrong>({ value: '', failure: 'empty' });
  const wrongs = fc.oneof({ weight: 9, arbitrary: values }, empty);
  return [
    fc.tuple(legalTokens(operation, spec), wrongs, fc.nat()).map(([tokens, wrong, at]) => {
      const rest = tokens.filter((token) => keyOf(token) !== key);
      const all = rest.toSpliced(at % (rest.length + 1), 0, `${key}_${wrong.value}`);
      return failed(parameter, key, wrong, writeAction(operation, all), spec);
    }),
  ];
}

/** A wrong value without key, and nothing else. */
function badBare(operation: Operation, spec: Spec): Mistakes[] {
  const { bare } = operation;
  const values = bare && wrongValue(bare);
  if (!values) return [];
  return [
    values.map((wrong) =>
      failed(bare, nameOf(operation), wrong, writeAction(operation, [wrong.value]), spec),
    ),
  ];
}

/** A key that is required is not there. */
function missingKeys(operation: Operation, spec: Spec): Mistakes[] {
  const refusal = typeof spec.binding.missing === 'string' ? spec.binding.missing : '';
  return written(operation, spec)
    .filter(([, { required }]) => required)
    .map(([key, { ec }]) =>
      legalTokens(operation, spec).map((tokens) => {
        const rest = tokens.filter((token) => keyOf(token) !== key);
        const own = typeof ec === 'string' ? ec : ec?.missing;
        return named(writeAction(operation, rest), refusal, spec, own);
      }),
    );
}

/** Nothing is there of what one must be. */
function missing(operation: Operation, spec: Spec): Mistakes[] {
  const { anyOf, bare } = operation;
  if (!anyOf && !bare?.required) return [];
  const ec = anyOf ? anyOf.ec : bare?.ec;
  const refusal = typeof spec.binding.missing === 'string' ? spec.binding.missing : '';
  return [
    legalTokens(operation, spec).map((tokens) => {
      const rest = tokens.filter((token) => anyOf && !anyOf.keys.includes(keyOf(token)));
      const own = typeof ec === 'string' ? ec : ec?.missing;
      return named(writeAction(operation, rest), refusal, spec, own);
    }),
  ];
}

/** Values that are forbidden together. */
function forbidden(operation: Operation, spec: Spec): Mistakes[] {
  return operation.forbid.map(({ when, ec }) =>
    legalTokens(operation, spec).map((tokens) => {
      const rest = tokens.filter((token) => !Object.hasOwn(when, keyOf(token)));
      const all = [...rest, ...Object.entries(when).map(([key, value]) => `${key}_${value}`)];
      return named(writeAction(operation, all), 'invalid-value', spec, ec);
    }),
  );
}

/** A second number where one is all. */
function tooMany(operation: Operation, spec: Spec): Mistakes[] {
  const { extra } = operation;
  if (typeof extra === 'string') return [];
  return [
    fc.tuple(legalTokens(operation, spec), fc.nat({ max: 400 })).map(([[first = ''], more]) => {
      const action = writeAction(operation, [first, String(more)]);
      return named(action, 'too-many-values', spec, extra.ec);
    }),
  ];
}

/** An answer beside another action. */
function combined(operation: Operation, spec: Spec): Mistakes[] {
  if (operation.kind !== 'answer') return [];
  const name = nameOf(operation);
  return [
    fc
      .constantFrom(`${name}/rotate,90`, `resize,w_9/${name}`, `${name}/format,png`)
      .map((action) => named(action, 'not-combinable', spec)),
  ];
}

/** A token without a value where each has one. */
function unpaired(operation: Operation, spec: Spec): Mistakes[] {
  const { pairs } = operation;
  if (!pairs) return [];
  return [
    fc
      .tuple(legalTokens(operation, spec), fc.constantFrom('fast', 't', 'w100', 'jpg'), fc.nat())
      .map(([tokens, bare, at]) => {
        const all = tokens.toSpliced(at % (tokens.length + 1), 0, bare);
        return named(writeAction(operation, all), 'invalid-value', spec, pairs.ec);
      }),
  ];
}

/** A name that no action has. */
function misspelt(operation: Operation, spec: Spec): Mistakes {
  const name = nameOf(operation);
  const domain = operation.id.slice(0, -name.length);
  const near = [name.toUpperCase(), `${name}s`, name.slice(1), ` ${name}`, `${name}_1`].filter(
    (wrong) => !(`${domain}${wrong}` in spec.operations),
  );
  return fc
    .tuple(legalTokens(operation, spec), fc.constantFrom(...near))
    .map(([tokens, wrong]) => named([wrong, ...tokens].join(','), 'unknown-action', spec));
}

/** An action with exactly one mistake; each kind that the tables of the operation allow is as likely as the others. */
export function mistaken(operation: Operation, spec: Spec): Mistakes {
  return fc.oneof(
    ...written(operation, spec).flatMap(([key, p]) => badKey(operation, key, p, spec)),
    ...badBare(operation, spec),
    ...missing(operation, spec),
    ...missingKeys(operation, spec),
    ...forbidden(operation, spec),
    ...tooMany(operation, spec),
    ...combined(operation, spec),
    ...unpaired(operation, spec),
    misspelt(operation, spec),
  );
}
