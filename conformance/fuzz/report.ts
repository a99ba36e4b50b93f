import type { Edition } from '../../spec/corpus.ts';
import type { Target } from '../target.ts';

export interface FuzzOptions {
  /** How many requests are drawn. */
  readonly runs: number;
  readonly seed: number;
  readonly target: Target;
  /** Of a counterexample that was found with the same seed: only that one is tried. */
  readonly path?: string | undefined;
}

/** What a fuzz run found. */
export interface FuzzReport {
  /** An operation without `image/`, `chain`, `delimiter`, or `old-grammar`. */
  readonly operation: string;
  readonly edition: Edition;
  readonly seed: number;
  /** Requests drawn, without those of shrinking; each was sent twice. */
  readonly runs: number;
  /** Why nothing was sent. */
  readonly skipped?: string;
  readonly failure?: Failure;
}

/** The smallest request found that breaks a property. */
export interface Failure {
  readonly source: string;
  readonly process: string;
  /** Expected and actual of every check that failed, a line each. */
  readonly problem: string;
  readonly curl: string;
  readonly path: string;
}

/** A report for people: one line, or the counterexample and how to try it again. */
export function describeFuzz(report: FuzzReport): string {
  const { operation, edition, seed, runs, skipped, failure } = report;
  if (skipped !== undefined) return `${operation} (${edition}): skipped, ${skipped}`;
  const line = `${operation} (${edition}): ${runs} requests with seed ${seed}`;
  if (!failure) return `${line}: all as expected`;
  const { source, process, problem, curl, path } = failure;
  return [
    `${line}: failed`,
    `  ${source}: ${process}`,
    `  ${problem}`,
    `  ${curl}`,
    `  oss-conformance fuzz ${operation} --edition ${edition} --seed ${seed} --runs 1 --path ${path}`,
  ].join('\n');
}
