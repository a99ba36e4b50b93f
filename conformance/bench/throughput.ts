import type { Contender } from './contender.ts';
import type { Picture } from './pictures.ts';
import { compare, type Row } from './row.ts';
import { readCpu } from './usage.ts';

/** Requests under way at once; the target is set at the middle one. */
const widths = [1, 4, 16] as const;
const judged = 4;
const warmUp = 1000;

export interface Effort {
  readonly rounds: number;
  /** Milliseconds of one measurement. */
  readonly duration: number;
  /** Told before each measurement, for the progress line. */
  readonly tell: (what: string) => void;
}

/** One value a round. */
interface Series {
  /** Pictures a second. */
  readonly rates: number[];
  /** Milliseconds of a core for a picture. */
  readonly costs: number[];
}
const nothing = (): Series => ({ rates: [], costs: [] });

async function measure(
  { rates, costs }: Series,
  contender: Contender,
  ...[picture, width, duration]: Parameters<Contender['rate']>
): Promise<void> {
  const [start, cpu] = [performance.now(), await readCpu(contender.pid)];
  const rate = await contender.rate(picture, width, duration);
  const pictures = (rate * (performance.now() - start)) / 1000;
  rates.push(rate);
  costs.push(((await readCpu(contender.pid)) - cpu) / pictures);
}

/**
 * `resize,w_200` over HTTP against the same calls of sharp. Both processes live through the whole of it and only one works
 * at a time; the rounds are interleaved and take turns in who begins, so that a noisy neighbour meets both. What a picture
 * costs in time of a core is told beside it: that hardly depends on neighbours.
 */
export async function measureThroughput(
  served: Contender,
  bare: Contender,
  pictures: readonly Picture[],
  { rounds, duration, tell }: Effort,
): Promise<readonly Row[]> {
  const series = pictures.flatMap((picture) =>
    widths.map((width) => ({ picture, width, ours: nothing(), theirs: nothing() })),
  );
  for (const { picture, width } of series) {
    tell(`throughput: warming up, ${picture.name}, ${width} at once`);
    await served.rate(picture, width, warmUp);
    await bare.rate(picture, width, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { picture, width, ours, theirs } of series) {
      tell(`throughput: round ${round + 1} of ${rounds}, ${picture.name}, ${width} at once`);
      const turns = [
        () => measure(ours, served, picture, width, duration),
        () => measure(theirs, bare, picture, width, duration),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
  }
  return series.flatMap(({ picture: { name }, width, ours, theirs }) => {
    if (width !== judged)
      return [compare(`${name}, ${width} at once`, '/s', ours.rates, theirs.rates)];
    return [
      compare(`${name}, ${width} at once`, '/s', ours.rates, theirs.rates, { atLeast: 0.9 }),
      compare(`${name}, time of a core`, 'ms', ours.costs, theirs.costs),
    ];
  });
}
