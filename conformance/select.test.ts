import { expect, it } from 'vitest';
import type { Case } from './case.ts';
import { select } from './select.ts';

const make = (id: string, edition: Case['edition']): Case => ({
  id,
  edition,
  shows: [],
  evidence: 'inferred',
  settings: ['plain'],
  given: {},
  exchanges: [],
});
const cases = ['resize/fit[w,1]', 'resize/fit[w,2]', 'resize/fitting', 'crop/fit'].flatMap((id) => [
  make(id, '2019-09'),
  make(id, 'current'),
]);
const ids = (only: string[] | undefined, edition?: Case['edition']) =>
  select(cases, only, edition).map((one) => one.id);

it('takes a case, its rows, a file, or everything', () => {
  expect(ids(['resize/fit[w,1]'], 'current')).toEqual(['resize/fit[w,1]']);
  expect(ids(['resize/fit'], 'current')).toEqual(['resize/fit[w,1]', 'resize/fit[w,2]']);
  expect(ids(['resize', 'crop/fit'], 'current')).toHaveLength(4);
  expect(ids(undefined)).toHaveLength(8);
  expect(ids(undefined, '2019-09')).toHaveLength(4);
});

it('refuses a name that means nothing, since a run of no case passes', () => {
  expect(() => ids(['resiz'])).toThrow('there is no case resiz');
});
