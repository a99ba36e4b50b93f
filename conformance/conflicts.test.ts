import { expect, it } from 'vitest';
import type { Case, When } from './case.ts';
import type { Then } from './format/then.ts';
import { conflictsOf } from './conflicts.ts';

function make(id: string, given: Case['given'], when: Partial<When> = {}, then: Then = {}): Case {
  const ask: When = {
    verb: 'GET',
    key: 'a',
    setting: 'plain',
    query: '',
    headers: {},
    as: 'owner',
    ...when,
  };
  return {
    id,
    edition: 'current',
    shows: [],
    evidence: 'inferred',
    settings: ['plain'],
    given,
    exchanges: [{ when: ask, then }],
  };
}

it('finds two fixtures under one key of one bucket', () => {
  const one = make('x/one', { a: 'pixel.png' });
  expect(conflictsOf([one, make('x/two', { a: 'pixel.png', b: 'pixel.jpg' })])).toEqual([]);
  expect(conflictsOf([one, make('x/two', { a: 'pixel.jpg' })])).toEqual([
    'a is pixel.png for x/one and pixel.jpg for x/two',
  ]);
  const elsewhere = [{ settings: ['private'] }, { edition: '2019-09' as const }];
  for (const other of elsewhere)
    expect(conflictsOf([one, { ...make('x/two', { a: 'pixel.jpg' }), ...other }])).toEqual([]);
});

it('finds a case that writes what another is given', () => {
  const one = make('x/one', { a: 'pixel.png' });
  for (const verb of ['PUT', 'DELETE'] as const) {
    expect(conflictsOf([one, make('x/two', {}, { verb })])).toEqual([
      'x/two writes a, which x/one is given',
    ]);
    expect(conflictsOf([one, make('x/two', {}, { verb, setting: 'private' })])).toEqual([]);
    expect(conflictsOf([make('x/two', { a: 'pixel.png' }, { verb })])).toEqual([]);
    expect(conflictsOf([one, make('x/two', {}, { verb }, { error: 'AccessDenied' })])).toEqual([]);
  }
});
