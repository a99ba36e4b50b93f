import { describe, expect, it } from 'vitest';
import { corpus, type ErrorCodes, loadErrorCodes } from '../spec/corpus.ts';
import { auditErrorCodes } from './audit-error-codes.ts';
import type { Case } from './case.ts';

const rest = { setting: 'plain', query: '', headers: {}, as: 'anonymous' } as const;
const make = (id: string, ec: string): Case => ({
  ...{ id, edition: 'current', shows: [], evidence: 'documented', settings: ['plain'], given: {} },
  exchanges: [{ when: { verb: 'GET', key: 'a', ...rest }, then: { ec } }],
});
const table = loadErrorCodes();
/** A suite with a case for every row that names one. */
const complete = Object.entries(table).flatMap(([ec, { cases = [] }]) =>
  cases.map((id) => make(`${id}[row]`, ec)),
);
const ec = '0040-00000213';
const audit = (cases: readonly Case[], changed: ErrorCodes = {}) => [
  ...auditErrorCodes(cases, corpus, { ...table, ...changed }),
];

describe('audit of error codes', () => {
  it('has no problem with a suite that shows every row', () => {
    expect(audit(complete)).toEqual([]);
  });

  it('misses the cases that a row names, and their EC in them', () => {
    const problem = `error-codes.yaml names errors/unknown-action for ${ec}, and no case of that name expects it`;
    const others = complete.filter(({ id }) => id !== 'errors/unknown-action[row]');
    expect(audit(others)).toEqual([problem]);
    expect(audit([...others, make('errors/unknown-action', '0040-00000212')])).toEqual([problem]);
    expect(audit([...others, make('errors/unknown-actions', ec)])).toEqual([problem]);
  });

  it('notices that a row without cases has one', () => {
    expect(audit(complete, { [ec]: { says: 'x', unshown: 'because' } })).toEqual([
      `error-codes.yaml says that ${ec} cannot be shown (because), but errors/unknown-action[row] expects it: name it there`,
    ]);
  });

  it('misses an EC that the corpus answers', () => {
    const { [ec]: _, ...rest } = table;
    const others = complete.filter(({ id }) => id !== 'errors/unknown-action[row]');
    expect([...auditErrorCodes(others, corpus, rest)]).toEqual([
      `error-codes.yaml has no ${ec}, which the corpus answers`,
    ]);
  });
});
