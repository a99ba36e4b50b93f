import type { OldGrammar, Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import { cut, type Piece } from '../process/parse.ts';

/** What stands before a key: `100-50-0-0` of `100-50-0-0a`, or `100x-0` of `100x-0ic` with its letter. */
export interface Value {
  readonly numbers: readonly number[];
  readonly letter?: string;
  readonly at: number;
}
/** By key; of a key given twice the later counts. */
export type Values = ReadonlyMap<string, Value>;

/** Where keys stand: behind the `@`, or behind that in the object of a watermark. */
export type Place = 'main' | 'watermark';

type Key = OldGrammar['keys'][string];
type OldNumber = Key['numbers'][number];

/** Refuses a value by the key that it was given for. */
type Fail = (value: string, ec: string | undefined) => never;

/** The longest key that a part ends with: `sh` of `100sh`, not `h`. */
function keyOf(text: string, keys: OldGrammar['keys'], place: Place): string | undefined {
  return Object.keys(keys)
    .filter((key) => text.endsWith(key) && (keys[key]?.within ?? place) === place)
    .reduce<string | undefined>(
      (best, key) => (best === undefined || key.length > best.length ? key : best),
      undefined,
    );
}

const ecOf = ({ ec }: OldNumber, failure: 'malformed' | 'outside'): string | undefined =>
  typeof ec === 'string' ? ec : ec?.[failure];

/** Reads one number; refuses it where it is none, has none of its letters, or is out of its range. */
function readNumber(
  text: string,
  form: OldNumber,
  malformed: () => never,
  fail: Fail,
): { number: number; letter: string } {
  const [, digits = '', letter = ''] = /^(-?\d+)([a-zA-Z]*)$/.exec(text) ?? malformed();
  if (form.letters?.includes(letter) === false) fail(text, ecOf(form, 'malformed'));
  if (!form.letters && letter !== '') malformed();
  const number = Number(digits);
  const [low, high] = form.range;
  if (number < low || number > high) fail(digits, ecOf(form, 'outside'));
  return { number, letter };
}

function readValue({ text, at }: Piece, key: Key, ec: string, fail: Fail): Value {
  const malformed = () => fail(text, ec);
  const { numbers: forms } = key;
  // A single number may be negative.
  const parts = forms.length === 1 ? [text] : text.split('-');
  if (parts.length !== forms.length) malformed();
  const read = forms.map((form, i) => readNumber(parts[i] ?? '', form, malformed, fail));
  const letter = read.map((one) => one.letter).find((one) => one !== '');
  return { numbers: read.map(({ number }) => number), at, ...(letter !== undefined && { letter }) };
}

/**
 * Reads `100w_100h_1e`. Refuses `invalid-value` for what ends with no key, and for a value that its key does not take; what is
 * empty between two `_` is passed over (Q107).
 */
export function readKeys(
  piece: Piece,
  { oldGrammar }: Pick<Spec, 'oldGrammar'>,
  place: Place,
): Values {
  const values = new Map<string, Value>();
  for (const part of cut(piece, '_')) {
    if (part.text === '') continue;
    const name = keyOf(part.text, oldGrammar.keys, place);
    const key = name === undefined ? undefined : oldGrammar.keys[name];
    const fail: Fail = (value, ec) =>
      refuse('invalid-value', {
        fields: { value, name: name ?? 'action' },
        ec,
        at: part.at,
        ...(key && { cite: key.cite }),
      });
    if (name === undefined || !key) return fail(part.text, oldGrammar.ec);
    const value = { text: part.text.slice(0, -name.length), at: part.at };
    if (key.unemulated?.includes(value.text))
      refuse('not-emulated', { fields: { value: `@${part.text}` }, at: part.at, cite: key.cite });
    values.set(name, readValue(value, key, key.ec ?? oldGrammar.ec, fail));
  }
  return values;
}
