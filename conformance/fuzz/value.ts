import fc from 'fast-check';
import type { Failure, Parameter } from '../../spec/corpus.ts';
import {
  encode,
  legalReference,
  legalText,
  noBase64,
  wrongReference,
  wrongTexts,
} from './encoded.ts';

/** A value that must be refused, and which failure of its parameter it shows. */
export interface Wrong {
  readonly value: string;
  readonly failure: Failure;
  /** Goes before the parameter's EC for that failure. */
  readonly ec?: string;
}

type Values = fc.Arbitrary<string>;
type Wrongs = fc.Arbitrary<Wrong>;

const wrong = (failure: Failure, values: Values): Wrongs =>
  values.map((value) => ({ value, failure }));

const hex = (digits: number): Values =>
  fc.stringMatching(new RegExp(`^(?:[0-9A-F]{${digits}}|[0-9a-f]{${digits}})$`));

/** Texts that are no number, no word and no colour, without the characters that cut a chain: `/ , _ |`. */
const rubbish: Values = fc.oneof(
  fc.constantFrom(
    'abc',
    '1.5',
    '1e2',
    '0x10',
    '十',
    '<&">',
    'nul\u0000',
    "'",
    '%31',
    '1 ',
    '100px',
  ),
  fc.stringMatching(/^[G-Zg-z<>&"' ]{1,12}$/),
);

/** Whole numbers of a range: its ends, their neighbours, small ones that make small pictures, any. */
function inside(low: number, high: number): Values {
  const ends = [low, low + 1, high - 1, high].filter((n) => n >= low && n <= high);
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constantFrom(...ends) },
      { weight: 6, arbitrary: fc.integer({ min: low, max: Math.min(high, Math.max(low, 400)) }) },
      { weight: 1, arbitrary: fc.integer({ min: low, max: high }) },
    )
    .map(String);
}

const outside = (low: number, high: number): Values =>
  fc
    .oneof(
      fc.constantFrom(low - 1, high + 1),
      fc.bigInt({ min: BigInt(high) + 1n, max: BigInt(high) * 2n + 100n }),
      fc.integer({ min: -(2 ** 31), max: low - 1 }),
      fc.bigInt({ min: 10n ** 17n, max: 10n ** 30n }),
    )
    .map(String);

/** A value that the parameter accepts. Undefined: the suite does not know how to make one. */
export function legalValue(parameter: Parameter): Values | undefined {
  switch (parameter.type) {
    case 'integer':
      return inside(...parameter.range);
    case 'flag':
      return fc.constantFrom('0', '1');
    case 'enum': {
      const words = [...parameter.values, ...Object.keys(parameter.aliases ?? {})];
      return words.length > 0 ? fc.constantFrom(...words) : undefined;
    }
    case 'colour':
      return parameter.base64
        ? fc.oneof(
            hex(6),
            hex(6).map((six) => encode(`#${six}`)),
          )
        : hex(6);
    case 'base64':
      return legalText(parameter).map(encode);
    case 'object':
      return legalReference.map(encode);
  }
}

function wrongWord({ values, aliases, unbound = [], unemulated = [] }: Words): Wrongs {
  const known = new Set([...values, ...Object.keys(aliases ?? {}), ...unbound, ...unemulated]);
  const capitals = values.length > 0 ? [fc.constantFrom(...values.map(capital))] : [];
  const other = fc
    .oneof(fc.stringMatching(/^[a-z]{1,8}$/), ...capitals, rubbish)
    .filter((word) => !known.has(word));
  return fc.oneof(
    { weight: 4, arbitrary: wrong('outside', other) },
    ...(unbound.length > 0 ? [wrong('unbound', fc.constantFrom(...unbound))] : []),
    ...(unemulated.length > 0 ? [wrong('unemulated', fc.constantFrom(...unemulated))] : []),
  );
}
type Words = Extract<Parameter, { type: 'enum' }>;
const capital = (word: string): string => word.toUpperCase();

/** A value that the parameter refuses, but for an empty one. Undefined: the suite does not know how to make one. */
export function wrongValue(parameter: Parameter): Wrongs | undefined {
  switch (parameter.type) {
    case 'integer':
      return fc.oneof(wrong('outside', outside(...parameter.range)), wrong('malformed', rubbish));
    case 'flag':
      return wrong('malformed', fc.oneof(fc.constantFrom('2', '10', '-1', 'true'), rubbish));
    case 'enum':
      return wrongWord(parameter);
    case 'colour':
      return wrong('malformed', fc.oneof(hex(5), hex(7), hex(8), fc.constant('#FF0000'), rubbish));
    case 'base64':
      return fc.oneof(wrong('malformed', noBase64), ...wrongTexts(parameter));
    case 'object':
      return fc.oneof(wrong('malformed', noBase64), wrongReference(parameter));
  }
}
