import type { Result } from '../run.ts';
import { tally } from './tally.ts';

/** A run as data: totals of each class and one entry a case, without bodies of answers. */
export function writeJson(results: readonly Result[]): string {
  const report = {
    totals: Object.fromEntries(tally(results)),
    cases: results.map(({ case: one, verdict, exchanges, milliseconds }) => ({
      id: one.id,
      edition: one.edition,
      evidence: one.evidence,
      observed: one.observed,
      shows: one.shows,
      verdict: verdict.is,
      reason: 'reason' in verdict ? verdict.reason : undefined,
      milliseconds: Math.round(milliseconds),
      exchanges: exchanges.map(({ command, findings }) => ({ command, findings })),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
