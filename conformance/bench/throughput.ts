import type { Contender } from './contender.ts';
import { type Job, judged, jobs } from './jobs.ts';
import { compare, type Row } from './row.ts';
import { readCpu } from './usage.ts';

const warmUp = 1000;

export interface Effort {
  readonly rounds: number;
  /** Milliseconds of one measurement. */
  readonly duration: number;
  /** Told before each measurement, for the progress line. */
  readonly tell: (what: string) => void;
}

/** Who takes part: the emulator, sharp without a server, and the same calls behind a bare express handler. */
export interface Contenders {
  readonly served: Contender;
  readonly bare: Contender;
  readonly handled: Contender;
}

/** One value a round. */
class Series {
  /** How often a second. */
  readonly rates: number[] = [];
  /** Milliseconds of a core for one. */
  readonly costs: number[] = [];

  async measure(
    contender: Contender,
    ...[job, width, duration]: Parameters<Contender['rate']>
  ): Promise<void> {
    const [start, cpu] = [performance.now(), await readCpu(contender.pid)];
    const rate = await contender.rate(job, width, duration);
    const done = (rate * (performance.now() - start)) / 1000;
    this.rates.push(rate);
    this.costs.push(((await readCpu(contender.pid)) - cpu) / done);
  }
}

/** A job at one width, and what was measured of it. */
interface Contest {
  readonly job: Job;
  readonly width: number;
  readonly label: string;
  readonly sides: readonly { readonly contender: Contender; readonly series: Series }[];
}

function contestsOf({ served, bare, handled }: Contenders): readonly Contest[] {
  return jobs.flatMap((job) =>
    job.widths.map((width) => ({
      job,
      width,
      label: `${job.picture} ${job.name}, ${width} at once`,
      sides: [served, bare, ...(width === judged ? [handled] : [])].map((contender) => ({
        contender,
        series: new Series(),
      })),
    })),
  );
}

function rowsOf({ job, width, label, sides }: Contest): readonly Row[] {
  const [ours, bare, handled] = sides.map(({ series }) => series);
  if (!ours || !bare) return [];
  const target =
    width === judged && job.atLeast !== undefined ? { atLeast: job.atLeast } : undefined;
  const rows = [compare(label, '/s', ours.rates, bare.rates, target)];
  if (!handled) return rows;
  return [
    ...rows,
    compare('  bare express handler', '/s', handled.rates, bare.rates),
    compare('  time of a core', 'ms', ours.costs, bare.costs),
  ];
}

/**
 * Every job over HTTP against the same work by sharp. All processes live through the whole of it and only one works at a
 * time; the rounds are interleaved and take turns in who begins, so that a noisy neighbour meets all. What one costs in
 * time of a core is told beside it: that hardly depends on neighbours.
 */
export async function measureThroughput(
  contenders: Contenders,
  { rounds, duration, tell }: Effort,
): Promise<readonly Row[]> {
  const contests = contestsOf(contenders);
  for (const { job, width, label, sides } of contests) {
    tell(`throughput: warming up, ${label}`);
    for (const { contender } of sides) await contender.rate(job, width, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { job, width, label, sides } of contests) {
      tell(`throughput: round ${round + 1} of ${rounds}, ${label}`);
      for (const { contender, series } of round % 2 === 0 ? sides : sides.toReversed())
        await series.measure(contender, job, width, duration);
    }
  }
  return contests.flatMap(rowsOf);
}
