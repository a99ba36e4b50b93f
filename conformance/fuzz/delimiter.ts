import fc from 'fast-check';
import type { Spec } from '../../spec/corpus.ts';
import type { Then } from '../format/then.ts';
import { isRefused } from '../oracle/law.ts';
import { foresee } from '../oracle/predict.ts';
import { resolve } from '../oracle/styled-key.ts';
import { settings } from '../settings.ts';
import type { Fixture } from '../target.ts';
import { refused } from './expect.ts';
import type { Drawn } from './property.ts';
import type { Subject } from './source.ts';

/** Buckets with every delimiter, with `!` alone, and with none. */
export const styledSettings = ['styled', 'matrix-public-read-open', 'plain'] as const;

/**
 * Keys that delimiters stand in, and keys that others are the beginnings of; of pictures whose sides tell which one it was.
 * They have a folder of their own, so that no object of another draw is one of them.
 */
const keys = {
  'd/a.png': 'grid-200x100.png',
  'd/a.png!small': 'grid-100x100.png',
  'd/a.png-small': 'grid-300x500.png',
  'd/a.png@': 'grid-300x500.png',
  'd/a-b_c.png': 'grid-200x100.png',
  'd/a-b': 'grid-100x100.png',
  'd/a': 'grid-300x500.png',
  'd/ü+ö %21.png': 'grid-200x100.png',
  d: 'grid-100x100.png',
} as const;

/** The objects of a run, the same in each bucket. */
export const styledObjects = (subjects: readonly Subject[]): Map<string, Subject> =>
  new Map(
    Object.entries(keys).map(([key, name]) => {
      const subject = subjects.find(({ fixture }) => fixture.name === name);
      if (!subject) throw new Error(`no subject is ${name}`);
      return [key, subject];
    }),
  );

const delimitersOf = (setting: string): string[] =>
  settings.get(setting)?.access?.['StyleDelimiters']?.split(',') ?? [];
const stylesOf = (setting: string): Readonly<Record<string, string>> =>
  settings.get(setting)?.styles ?? {};

/** What may be a delimiter and a style: mostly they are. */
const tail = fc
  .record({
    mark: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('!', '-', '_', '/', '@!') },
      fc.constantFrom('@', ',', '.', '!!', '%21', ''),
    ),
    name: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('small', 'small', 'panda_style', 'two-pipes') },
      fc.constantFrom('none', 'Small', 'small ', 'ü', '', 'b', 'c.png', '..', 'n'.repeat(64)),
    ),
  })
  .map(({ mark, name }) => mark + name);

/** A literal key: an object or none, with such tails. */
const literals: fc.Arbitrary<string> = fc
  .record({
    base: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...Object.keys(keys)) },
      fc.constantFrom('d/none.png', 'e', 'd/'),
    ),
    tails: fc.oneof(
      { weight: 3, arbitrary: fc.array(tail, { maxLength: 1 }) },
      fc.array(tail, { minLength: 2, maxLength: 3 }),
    ),
  })
  .map(({ base, tails }) => base + tails.join(''))
  // What is no path is no key.
  .filter((literal) => !literal.includes('//'));

/** Written plainly where that is possible, or percent-encoded though it need not be, in either case of the digits. */
function written(literal: string, choices: readonly number[]): string {
  return Array.from(literal)
    .map((character, i) => {
      const octets = [...Buffer.from(character)].map((octet) => octet.toString(16));
      const choice = choices[i % choices.length] ?? 0;
      if (choice === 0 && /[A-Za-z0-9!@_.,/-]/.test(character)) return character;
      const hex = choice === 1 ? octets.join('%') : octets.join('%').toUpperCase();
      return `%${hex}`;
    })
    .join('');
}

/** What the picture of an object becomes by a process, as far as its sides tell. */
function sizeOf(process: string, { source }: Subject, spec: Spec): Then {
  const foreseen = foresee(process, source, spec);
  if (!foreseen || isRefused(foreseen)) throw new Error(`nobody foresees ${process}`);
  return { status: 200, size: `${foreseen.width}x${foreseen.height}` };
}

interface Literal {
  readonly setting: string;
  readonly literal: string;
  readonly verb: 'GET' | 'HEAD';
  readonly process: string | undefined;
}

/** What a HEAD tells of an answer: that there is one. */
const told = (verb: Literal['verb'], then: Then): Then =>
  verb === 'HEAD' && then.error === undefined ? { status: 200, empty: true } : then;

/** The object meant, and what must come back. */
function expectKey(
  { setting, literal, process, verb }: Literal,
  objects: ReadonlyMap<string, Subject>,
  spec: Spec,
): { readonly fixture?: Fixture; readonly then: Then } {
  // A process means the literal key.
  const delimiters = process === undefined ? delimitersOf(setting) : [];
  const meant = resolve(literal, new Set(objects.keys()), delimiters);
  const subject = meant && objects.get(meant.key);
  if (!subject) {
    const refusal = process === undefined ? 'no-such-key' : 'no-such-source';
    return { then: refused({ refusal }, spec) };
  }
  const { style } = meant;
  const content = style === undefined ? process : stylesOf(setting)[style];
  const { fixture } = subject;
  if (style !== undefined && content === undefined)
    return { fixture, then: refused({ refusal: 'no-such-style' }, spec) };
  if (content === undefined) return { fixture, then: told(verb, { identical: 'source' }) };
  return { fixture, then: told(verb, sizeOf(content, subject, spec)) };
}

/** GETs and HEADs of literal keys, each with what the rule says of it. */
export function literalsOf(objects: ReadonlyMap<string, Subject>, spec: Spec): fc.Arbitrary<Drawn> {
  return fc
    .record({
      setting: fc.constantFrom(...styledSettings),
      literal: literals,
      choices: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 7 }),
      verb: fc.constantFrom('GET', 'GET', 'HEAD'),
      process: fc.option(fc.constant('image/resize,w_20'), { freq: 6, nil: undefined }),
    })
    .map(({ choices, ...drawn }): Drawn => {
      const { setting, literal: key, verb, process } = drawn;
      return {
        ...expectKey(drawn, objects, spec),
        ...(process !== undefined && { process }),
        asked: { setting, key, verb, written: written(key, choices) },
      };
    });
}
