import fc from 'fast-check';
import { Violation } from './property.ts';
import type { Failure, FuzzOptions, FuzzReport } from './report.ts';

/** What a failure says of a draw, besides what went wrong with it. */
export type Told = Omit<Failure, 'problem' | 'path'>;

/**
 * Judges draws until one breaks a property, and tells the smallest that does. Rejects with what is the suite's own fault.
 */
export async function search<T>(
  draws: fc.Arbitrary<T>,
  judge: (draw: T) => Promise<void>,
  { runs, seed, path }: Omit<FuzzOptions, 'target'>,
  tell: (draw: T) => Told,
): Promise<Pick<FuzzReport, 'runs' | 'failure'>> {
  const result = await fc.check(fc.asyncProperty(draws, judge), {
    seed,
    numRuns: runs,
    ...(path !== undefined && { path }),
  });
  if (!result.failed) return { runs: result.numRuns };
  const error: unknown = result.errorInstance;
  if (!(error instanceof Violation) || !result.counterexample) throw error;
  const [draw] = result.counterexample;
  const failure = {
    ...tell(draw),
    problem: error.message,
    path: result.counterexamplePath,
  };
  return { runs: result.numRuns, failure };
}
