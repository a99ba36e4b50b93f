import type { Evidence } from '../../spec/corpus.ts';
import type { Result } from '../run.ts';
import type { Verdict } from '../verdict.ts';

export const classes: readonly Evidence[] = ['observed', 'documented', 'inferred'];
type Count = Readonly<Record<Verdict['is'], number>>;

/** Results of each class of evidence by verdict. The classes are never added up: an inference is no document. */
export function tally(results: readonly Result[]): Map<Evidence, Count> {
  return new Map(
    classes.map((evidence) => {
      const count = { pass: 0, fail: 0, skip: 0, known: 0, error: 0 };
      for (const { verdict, case: one } of results)
        if (one.evidence === evidence) count[verdict.is] += 1;
      return [evidence, count];
    }),
  );
}

/** 0: nothing failed; 1: the target failed; 2: the suite itself did, or nothing was judged at all. */
export function exitCode(results: readonly Result[]): 0 | 1 | 2 {
  const has = (is: Verdict['is']) => results.some(({ verdict }) => verdict.is === is);
  if (has('error') || results.every(({ verdict }) => verdict.is === 'skip')) return 2;
  return has('fail') ? 1 : 0;
}
