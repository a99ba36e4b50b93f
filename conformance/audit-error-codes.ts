import type { Corpus, ErrorCodes } from '../spec/corpus.ts';
import type { Case } from './case.ts';

/** ECs of the modules that are processing alone; others belong to ordinary calls. */
const ofProcessing = /^(0040|0053)-/;

/** The written cases by each EC that they expect. */
function casesByCode(cases: readonly Case[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, exchanges } of cases)
    for (const { then } of exchanges)
      if (then.ec !== undefined) found.set(then.ec, [...(found.get(then.ec) ?? []), id]);
  return found;
}

/** Every EC in a tree of the corpus, whatever key it stands under. */
function* codesIn(node: unknown): Generator<string> {
  if (typeof node === 'string' && ofProcessing.test(node)) yield node;
  if (typeof node === 'object' && node !== null)
    for (const value of Object.values(node)) yield* codesIn(value);
}

/**
 * Holds the table of ECs against the corpus and the written cases: a case that a row names must expect its EC, and a row without
 * cases must have none that does. A sentence for each problem.
 */
export function* auditErrorCodes(
  cases: readonly Case[],
  { editions }: Pick<Corpus, 'editions'>,
  table: ErrorCodes,
): Generator<string> {
  const expecting = casesByCode(cases);
  for (const [ec, { cases: named = [], unshown }] of Object.entries(table)) {
    const shown = expecting.get(ec) ?? [];
    for (const name of named)
      if (!shown.some((id) => id === name || id.startsWith(`${name}[`)))
        yield `error-codes.yaml names ${name} for ${ec}, and no case of that name expects it`;
    if (named.length === 0 && shown[0] !== undefined)
      yield `error-codes.yaml says that ${ec} cannot be shown (${unshown}), but ${shown[0]} expects it: name it there`;
  }
  const known = new Set([
    ...codesIn(editions.current.refusals),
    ...codesIn(editions.current.operations),
  ]);
  for (const ec of [...known].sort())
    if (!(ec in table)) yield `error-codes.yaml has no ${ec}, which the corpus answers`;
}
