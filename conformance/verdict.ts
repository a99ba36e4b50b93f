/** What one check saw. */
export interface Finding {
  /** The key of `then` that asked for it, or the name of an implied check. */
  readonly check: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly actual: string;
}

/**
 * `known`: differs as divergences.yaml says it does. `error`: the suite could not judge; never counts against the target
 * and always fails the run.
 */
export type Verdict =
  | { readonly is: 'pass' }
  | { readonly is: 'fail'; readonly findings: readonly Finding[] }
  | { readonly is: 'skip'; readonly reason: string }
  | { readonly is: 'known'; readonly reason: string; readonly findings: readonly Finding[] }
  | { readonly is: 'error'; readonly reason: string };

/** Judges what the checks of one case found. A known difference must still differ: otherwise its entry is stale. */
export function judge(findings: readonly Finding[], known?: string): Verdict {
  const wrong = findings.filter(({ ok }) => !ok);
  if (known === undefined)
    return wrong.length > 0 ? { is: 'fail', findings: wrong } : { is: 'pass' };
  if (wrong.length > 0) return { is: 'known', reason: known, findings: wrong };
  return {
    is: 'fail',
    findings: [
      {
        check: 'divergence',
        ok: false,
        expected: `a difference, as divergences.yaml says: ${known}`,
        actual: 'no difference any more; remove the entry',
      },
    ],
  };
}
