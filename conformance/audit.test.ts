import { describe, expect, it } from 'vitest';
import { corpus, type Corpus, type Manual, type Spec } from '../spec/corpus.ts';
import { sentencesOfOldGrammar } from '../spec/old-grammar.ts';
import { audit } from './audit.ts';
import type { Case } from './case.ts';
import { requirementOf, sentencesOf } from './requirement.ts';

const operations = Object.values(corpus.editions.current.operations);
const make = (
  id: string,
  home: string,
  names: readonly string[],
  edition: Case['edition'] = 'current',
): Case => ({
  id,
  edition,
  shows: names.flatMap((name) => requirementOf(name, home, corpus.editions[edition], corpus) ?? []),
  evidence: 'documented',
  settings: ['plain'],
  given: {},
  exchanges: [],
});
const oldNames = [...sentencesOfOldGrammar(corpus.editions.current.oldGrammar).keys()];
/** A suite with one case for each emulated operation and one for the old grammar, which shows everything. */
const complete = [
  ...operations
    .filter(({ emulated }) => emulated)
    .map((operation) =>
      make(`${operation.id}/all`, operation.id, [...sentencesOf(operation).keys()]),
    ),
  make(
    'old-grammar/all',
    'old-grammar',
    oldNames.map((name) => `old:${name}`),
  ),
];
/** The corpus, but that blur is known by name only. */
const idle = ((): Corpus => {
  const stop = (spec: Spec): Spec => {
    const blur = spec.operations['image/blur']!;
    return {
      ...spec,
      operations: { ...spec.operations, 'image/blur': { ...blur, emulated: false } },
    };
  };
  const { '2019-09': old, current } = corpus.editions;
  return { ...corpus, editions: { '2019-09': stop(old), current: stop(current) } };
})();
const resize = complete.find(({ id }) => id === 'image/resize/all')!;
const without = (name: string) =>
  complete.map((one) => ({ ...one, shows: one.shows.filter((shown) => shown.name !== name) }));

describe('audit', () => {
  it('has no problem with a suite that shows everything', () => {
    expect(audit(complete, corpus, {}, {}).problems).toEqual([]);
  });

  it.each([
    'image/resize#lfit',
    'image/resize#w',
    'image/resize#anyOf',
    'image/resize#result-too-large',
    'image/rotate#value',
    'image/crop#at-the-edge',
    'old:w',
    'old:any-order',
    'old:watermark.t',
  ])('misses %s', (name) =>
    expect(audit(without(name), corpus, {}, {}).problems).toEqual([`no case shows ${name}`]),
  );

  it('asks for nothing that only holds inside a watermark, or that is not emulated', () => {
    expect(audit(without('image/resize#P'), corpus, {}, {}).problems).toEqual([]);
    const rest = complete.filter(({ id }) => id !== 'image/blur/all');
    expect(audit(rest, corpus, {}, {}).problems).toContain('no case shows image/blur#gaussian');
    expect(audit(rest, idle, {}, {}).problems).toEqual([]);
  });

  it('misses the cases that the manual names, in its edition', () => {
    const manual = (id: string): Manual => ({ entry: { section: '1.3', says: 'so', cases: [id] } });
    const old = [...complete, make('resize/old[1]', 'image/resize', ['lfit'], '2019-09')];
    expect(audit(old, corpus, manual('resize/old'), {}).problems).toEqual([]);
    expect(audit(old, corpus, manual('resize/old[1]'), {}).problems).toEqual([]);
    for (const id of ['resize/old[2]', 'resize/ol', resize.id])
      expect(audit(old, corpus, manual(id), {}).problems).toEqual([
        `the manual's entry names ${id}, which is no case of 2019-09`,
      ]);
  });

  it('misses the case of a known difference', () => {
    expect(audit(complete, corpus, {}, { 'x/y': { because: 'why' } }).problems).toEqual([
      'divergences.yaml names x/y, which is no case',
    ]);
  });

  it('notes what no operation says and nobody has asked', () => {
    const { notes } = audit(complete, corpus, {}, {});
    expect(notes).toContain('no case shows chain:order');
    expect(notes.join('\n')).toMatch(/nobody has asked the service Q001/);
    const more = [...complete, make('chains/order', 'chains', ['chain:order'])];
    expect(audit(more, corpus, {}, {}).notes).not.toContain('no case shows chain:order');
  });
});
