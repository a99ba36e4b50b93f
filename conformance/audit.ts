import type { Corpus, Manual } from '../spec/corpus.ts';
import type { Case } from './case.ts';
import type { Divergences } from './format/tables.ts';
import { sentencesOfOldGrammar } from '../spec/old-grammar.ts';
import { sentencesOf } from './requirement.ts';

/** What the spec says and no case shows, and what names a case that is not there. */
export interface Audit {
  /** Must be mended. */
  readonly problems: readonly string[];
  /** Worth knowing. */
  readonly notes: readonly string[];
}

/** What must have a written case: every name of an emulated operation, but for what only holds inside a watermark. */
function operationNames({ editions }: Corpus): string[] {
  return Object.values(editions).flatMap(({ operations }) =>
    Object.values(operations)
      .filter(({ emulated }) => emulated)
      .flatMap((operation) =>
        [...sentencesOf(operation).keys()]
          .filter((name) => operation.parameters[name]?.within === undefined)
          .map((name) => `${operation.id}#${name}`),
      ),
  );
}

/** Everything that the old grammar says. */
const oldNames = ({ editions }: Corpus): string[] =>
  Object.values(editions).flatMap(({ oldGrammar }) =>
    [...sentencesOfOldGrammar(oldGrammar).keys()].map((name) => `old:${name}`),
  );

/** Names of the tables beside the operations; an operation's own refusals are named above. */
function tableNames({ editions }: Corpus): string[] {
  return Object.values(editions).flatMap(({ chain, limits, refusals }) => [
    ...Object.keys(chain).map((name) => `chain:${name}`),
    ...Object.keys(limits).map((name) => `limit:${name}`),
    ...Object.keys(refusals)
      .filter((name) => !name.includes(':'))
      .map((name) => `refusal:${name}`),
  ]);
}

const without = (names: readonly string[], shown: ReadonlySet<string>): string[] =>
  [...new Set(names)].filter((name) => !shown.has(name)).sort();

/** A name of a case means the case or all of its rows. */
const isThere = (id: string, cases: readonly Case[]): boolean =>
  cases.some((one) => one.id === id || one.id.startsWith(`${id}[`));

function* problemsOf(
  cases: readonly Case[],
  shown: ReadonlySet<string>,
  corpus: Corpus,
  manual: Manual,
  divergences: Divergences,
): Generator<string> {
  for (const name of without([...operationNames(corpus), ...oldNames(corpus)], shown))
    yield `no case shows ${name}`;
  const old = cases.filter(({ edition }) => edition === '2019-09');
  for (const [entry, { cases: ids = [] }] of Object.entries(manual))
    for (const id of ids)
      if (!isThere(id, old)) yield `the manual's ${entry} names ${id}, which is no case of 2019-09`;
  for (const id of Object.keys(divergences))
    if (!isThere(id, cases)) yield `divergences.yaml names ${id}, which is no case`;
}

function* notesOf(
  cases: readonly Case[],
  shown: ReadonlySet<string>,
  corpus: Corpus,
): Generator<string> {
  for (const name of without(tableNames(corpus), shown)) yield `no case shows ${name}`;
  for (const [id, { asks, answered }] of Object.entries(corpus.questions))
    if (answered === undefined) yield `nobody has asked the service ${id}: ${asks}`;
  const observed = cases.filter(({ evidence }) => evidence === 'observed').length;
  yield `${observed} of ${cases.length} written cases expect what was observed`;
}

/** Holds the written cases against the spec. Generated cases do not count: they repeat the tables they come from. */
export function audit(
  cases: readonly Case[],
  corpus: Corpus,
  manual: Manual,
  divergences: Divergences,
): Audit {
  const shown = new Set(cases.flatMap(({ shows }) => shows.map(({ name }) => name)));
  return {
    problems: [...problemsOf(cases, shown, corpus, manual, divergences)],
    notes: [...notesOf(cases, shown, corpus)],
  };
}
