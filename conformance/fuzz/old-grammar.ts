import fc from 'fast-check';
import type { OldGrammar, Spec } from '../../spec/corpus.ts';
import type { Then } from '../format/then.ts';
import { isRefused } from '../oracle/law.ts';
import { type Tail, translate } from '../oracle/old-grammar.ts';
import { foresee } from '../oracle/predict.ts';
import { expectationOf, refused } from './expect.ts';
import type { Drawn } from './property.ts';
import type { Subject } from './source.ts';

/** The bucket that takes the old grammar by its key. */
export const oldSetting = 'old-grammar';

type Key = OldGrammar['keys'][string];
/** What is written of one key, and what it means. */
interface Part {
  readonly key: string;
  readonly numbers: readonly number[];
  readonly letter?: string;
}

/** Small numbers make small pictures. */
const within = ([low, high]: readonly [number, number]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: low, max: Math.min(high, Math.max(low, 300)) }) },
    { weight: 1, arbitrary: fc.constantFrom(low, high) },
  );

function partOf(key: string, { numbers }: Key): fc.Arbitrary<Part> {
  const letters = numbers.flatMap(({ letters = [] }) => letters);
  const read = fc.tuple(...numbers.map(({ range }) => within(range)));
  if (letters.length === 0) return read.map((drawn) => ({ key, numbers: drawn }));
  return fc
    .tuple(read, fc.constantFrom(...letters))
    .map(([drawn, letter]) => ({ key, numbers: drawn, letter }));
}

/** `100x-0ic`: the letter stands behind the first number. */
const write = ({ key, numbers: [first = 0, ...others], letter = '' }: Part): string =>
  `${[`${first}${letter}`, ...others].join('-')}${key}`;

function tailOf(parts: readonly Part[], suffix: string | undefined): Tail {
  const letter = parts.findLast((part) => part.letter !== undefined)?.letter;
  return {
    numbers: new Map(parts.map(({ key, numbers }) => [key, numbers])),
    ...(letter !== undefined && { letter }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** Most pixels on the way that one request may cost. */
const affordable = 500_000;

/** What only the old grammar does with a source: the ground of a jpg, the first frame of a GIF, a slice too far (Q114). */
function isOwn({ source }: Subject, { numbers, suffix = 'jpg' }: Tail): boolean {
  const isBlack = source.alpha && ['jpg', 'jpeg', 'src'].includes(suffix);
  return isBlack || (source.format === 'gif' && suffix === 'src') || numbers.has('ic');
}

/** Whether p or x makes a number of what no client could write by itself: nothing says how that is refused. */
function isBeyond(process: string, { operations }: Spec): boolean {
  const ranges = operations['image/resize']?.parameters ?? {};
  const tokens = [...(/resize,([^/]*)/.exec(process)?.[1]?.matchAll(/([whp])_(\d+)/g) ?? [])];
  return tokens.some(([, key = '', number]) => {
    const parameter = ranges[key];
    return parameter?.type === 'integer' && Number(number) > parameter.range[1];
  });
}

/** As the oracle foresees the same process; pixels are compared with its answer. */
function expect(subject: Subject, process: string, spec: Spec): Then | undefined {
  const { pixels: _, ...then } = expectationOf({ subject, process }, spec) ?? {};
  return Object.keys(then).length > 0 ? then : undefined;
}

function drawOf(
  subject: Subject,
  parts: readonly Part[],
  suffix: string | undefined,
  spec: Spec,
): Drawn | undefined {
  const written = [parts.map(write).join('_'), ...(suffix === undefined ? [] : [suffix])].join('.');
  const tail = tailOf(parts, suffix);
  const same = translate(tail);
  if (same === undefined || isBeyond(same, spec)) return undefined;
  const seen = foresee(same, subject.source, spec, subject.marks);
  if (!seen || (!isRefused(seen) && seen.work > affordable)) return undefined;
  const key = `${subject.fixture.name}@${written}`;
  return {
    fixture: subject.fixture,
    asked: { setting: oldSetting, verb: 'GET', key, written: encodeURIComponent(key) },
    ...(isOwn(subject, tail) ? { then: undefined } : { then: expect(subject, same, spec), same }),
  };
}

/** One number out of its range, alone. */
function wrongs(subjects: readonly Subject[], { oldGrammar, ...spec }: Spec): fc.Arbitrary<Drawn> {
  const single = Object.entries(oldGrammar.keys).filter(
    ([, { numbers, within }]) => numbers.length === 1 && within === undefined,
  );
  return fc
    .record({
      subject: fc.constantFrom(...subjects),
      of: fc.constantFrom(...single),
      beyond: fc.constantFrom(1, 7, 1e12),
      below: fc.boolean(),
    })
    .map(({ subject, of: [key, { numbers }], beyond, below }) => {
      const [low = 0, high = 0] = numbers[0]?.range ?? [];
      const own = numbers[0]?.ec;
      const ec = typeof own === 'string' && spec.ec ? own : 'none';
      const asked = `${subject.fixture.name}@${below ? low - beyond : high + beyond}${key}`;
      return {
        fixture: subject.fixture,
        asked: { setting: oldSetting, verb: 'GET', key: asked, written: encodeURIComponent(asked) },
        then: refused({ refusal: 'invalid-value', ec }, { ...spec, oldGrammar }),
      };
    });
}

/** Texts of its signs and words, most of which mean nothing: whatever they get, it is no failure of the server. */
function nonsense(subjects: readonly Subject[], { oldGrammar }: Spec): fc.Arbitrary<Drawn> {
  const { keys, words, formats, watermark } = oldGrammar;
  const known = [keys, words, formats, watermark].flatMap((table) => Object.keys(table));
  const piece = fc.oneof(
    fc.constantFrom(...known, 'watermark', 'cGFuZGEucG5n', 'SGVsbG8', 'constructor'),
    fc.constantFrom('_', '|', '.', '&', '=', '-', '@', '!', '0', '1', '9', '40', '図', ' ', '%'),
  );
  return fc
    .record({
      subject: fc.constantFrom(...subjects),
      pieces: fc.array(piece, { minLength: 1, maxLength: 14 }),
    })
    .map(({ subject, pieces }) => {
      const key = `${subject.fixture.name}@${pieces.join('')}`;
      return {
        fixture: subject.fixture,
        asked: { setting: oldSetting, verb: 'GET', key, written: encodeURIComponent(key) },
        then: undefined,
      };
    });
}

/** Keys of the old grammar in any order, each with what the same process gives; values that are out of range; and nonsense. */
export function oldTailsOf(subjects: readonly Subject[], spec: Spec): fc.Arbitrary<Drawn> {
  const known = Object.entries(spec.oldGrammar.keys).filter(([, key]) => key.within === undefined);
  const sides = known.filter(([key]) => ['w', 'h'].includes(key));
  const any = fc.oneof(...known.map(([key, of]) => partOf(key, of)));
  const side = fc.oneof(...sides.map(([key, of]) => partOf(key, of)));
  const suffixes = Object.keys(spec.oldGrammar.formats);
  const legal = fc
    .record({
      subject: fc.constantFrom(...subjects),
      parts: fc.tuple(
        fc.array(side, { maxLength: 2 }),
        fc.array(any, { minLength: 1, maxLength: 4 }),
      ),
      at: fc.nat(),
      suffix: fc.option(fc.constantFrom(...suffixes), { nil: undefined }),
    })
    .map(({ subject, parts: [some, others], at, suffix }) => {
      const cut = at % (others.length + 1);
      const parts = [...others.slice(0, cut), ...some, ...others.slice(cut)];
      return drawOf(subject, parts, suffix, spec);
    })
    .filter((draw) => draw !== undefined);
  return fc.oneof(
    { weight: 4, arbitrary: legal },
    { weight: 1, arbitrary: wrongs(subjects, spec) },
    { weight: 2, arbitrary: nonsense(subjects, spec) },
  );
}
