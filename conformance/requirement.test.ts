import { expect, test } from 'vitest';
import { evidenceOfCase } from './requirement.ts';

const source = { date: '2024-01-01', title: 'a page' };
const question = { asks: '?', chosen: 'this', why: 'so' };
const corpus = {
  sources: {
    page: { ...source, kind: 'document' },
    seen: { ...source, kind: 'observation' },
  },
  questions: { Q001: question, Q002: { ...question, answered: 'it is this' } },
} as const;
const shows = (...cites: readonly string[][]) =>
  cites.map((cite, index) => ({ name: String(index), text: 'a fact', cite }));

test.each([
  ['observed', [['seen']]],
  ['documented', [['seen', 'page']]],
  ['inferred', [['page', 'Q001']]],
  ['observed', [['seen', 'Q002']]],
  ['documented', [['seen'], ['page', 'Q002']]],
  ['inferred', [['page'], ['Q001']]],
])('a case is %s by %j', (evidence, cites) => {
  expect(evidenceOfCase(shows(...cites), corpus)).toBe(evidence);
});
