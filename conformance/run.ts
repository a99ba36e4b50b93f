import type { Case } from './case.ts';
import type { Divergences } from './format/tables.ts';
import type { Level } from './checks/checks.ts';
import { conduct, type Exchanged, type Ready } from './conduct.ts';
import { findFixture } from './fixtures.ts';
import { needsFrames, prepare, reasonToSkip, takesNoFrames } from './prepare.ts';
import type { Fixture, Target } from './target.ts';
import { judge, type Verdict } from './verdict.ts';

export interface Result {
  readonly case: Case;
  readonly verdict: Verdict;
  /** Those that were sent. */
  readonly exchanges: readonly Exchanged[];
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cases: readonly Case[];
  /** At most one for each edition; a case of an edition without target is not run. */
  readonly targets: readonly Target[];
  /** SHA-256 → path, of the fixtures that live elsewhere. */
  readonly others?: ReadonlyMap<string, string>;
  readonly level?: Level;
  /** Cases at a time. */
  readonly concurrency?: number;
  readonly divergences?: Divergences;
  /** Whether a result keeps the answers it saw, which take memory; left out: none does. */
  readonly keep?: (result: Result) => boolean;
  /** Hears of each result as it comes, in no certain order. */
  readonly onResult?: (result: Result, done: number, all: number) => void;
}

interface Job {
  readonly one: Case;
  readonly target: Target;
  /** Why it is not run. */
  readonly reason: string | undefined;
}

function fixturesOf(
  cases: readonly Case[],
  others: ReadonlyMap<string, string>,
): Map<string, Fixture> {
  const found = new Map<string, Fixture>();
  for (const name of new Set(cases.flatMap(({ given }) => Object.values(given)))) {
    const fixture = findFixture(name, others);
    if (fixture) found.set(name, fixture);
  }
  return found;
}

function knownOf({ id, edition }: Case, divergences: Divergences): string | undefined {
  const entry = divergences[id];
  return (entry?.edition ?? edition) === edition ? entry?.because : undefined;
}

async function runCase(one: Case, ready: Ready, known: string | undefined): Promise<Result> {
  const start = performance.now();
  const end = (verdict: Verdict, exchanges: readonly Exchanged[]): Result => {
    return { case: one, verdict, exchanges, milliseconds: performance.now() - start };
  };
  try {
    const exchanges = await conduct(one, ready);
    const findings = exchanges.flatMap((exchanged) => exchanged.findings);
    return end(judge(findings, known), exchanges);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return end({ is: 'error', reason }, []);
  }
}

const forget = ({ exchanges, ...result }: Result): Result => ({
  ...result,
  exchanges: exchanges.map(({ response: _, ...exchanged }) => exchanged),
});

/** Calls `work` for each item, several at a time, and answers in the order of the items. */
async function mapSome<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/**
 * Runs cases against targets; the results are in the order of the cases. Rejects when a target cannot be prepared: then
 * nothing was judged.
 */
export async function run(options: RunOptions): Promise<Result[]> {
  const { cases, others = new Map<string, string>(), divergences = {} } = options;
  const { level = 'exact', concurrency = 8, keep = () => false, onResult } = options;
  const fixtures = fixturesOf(cases, others);
  const jobs = cases.flatMap((one): Job[] => {
    const target = options.targets.find(({ edition }) => edition === one.edition);
    return target ? [{ one, target, reason: reasonToSkip(one, target, fixtures) }] : [];
  });
  const readies = new Map<Target, Ready>();
  const frameless = new Set<Target>();
  const makeReady = async (target: Target) => {
    const mine = jobs.filter((job) => job.target === target && job.reason === undefined);
    const runnable = mine.map(({ one }) => one);
    const buckets = await prepare(runnable, target, fixtures);
    readies.set(target, { target, buckets, fixtures, level });
    const [bucket] = buckets.values();
    if (bucket !== undefined && runnable.some(needsFrames))
      if (await takesNoFrames(target, bucket)) frameless.add(target);
  };
  await Promise.all(options.targets.map(makeReady));
  let done = 0;
  return mapSome(jobs, concurrency, async ({ one, target, reason: known }) => {
    const ready = readies.get(target);
    const isFrameless = frameless.has(target) && needsFrames(one);
    const reason = known ?? (isFrameless ? 'the target takes no frames of videos' : undefined);
    const seen: Result =
      ready && reason === undefined
        ? await runCase(one, ready, knownOf(one, divergences))
        : {
            case: one,
            verdict: { is: 'skip', reason: reason ?? '' },
            exchanges: [],
            milliseconds: 0,
          };
    const result = keep(seen) ? seen : forget(seen);
    onResult?.(result, ++done, jobs.length);
    return result;
  });
}
