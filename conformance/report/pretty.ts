import type { Result } from '../run.ts';
import { explain, type Replay } from './explain.ts';
import { tally } from './tally.ts';

/** What a person reads at the end: each result that did not pass, the reasons for skipping, and totals of each class. */
export function writePretty(results: readonly Result[], replay: Replay): string {
  const wrong = results.filter(({ verdict }) => ['fail', 'error', 'known'].includes(verdict.is));
  const skipped = new Map<string, number>();
  for (const { verdict } of results)
    if (verdict.is === 'skip') skipped.set(verdict.reason, (skipped.get(verdict.reason) ?? 0) + 1);
  const totals = [...tally(results)].map(([evidence, count]) => {
    const counts = Object.entries(count).filter(([is, n]) => n > 0 || is === 'pass');
    return `${evidence.padEnd(11)} ${counts.map(([is, n]) => `${n} ${is}`).join(', ')}`;
  });
  return [
    ...wrong.map((result) => `${explain(result, replay)}\n`),
    ...[...skipped].map(([reason, n]) => `skipped ${n}: ${reason}`),
    ...totals,
  ].join('\n');
}
