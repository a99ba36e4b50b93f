import type { Contender } from './contender.ts';
import type { Picture } from './pictures.ts';
import { compare, type Row } from './row.ts';

/** Requests under way at once; the target is set at the middle one. */
const widths = [1, 4, 16] as const;
const judged = 4;
const warmUp = 300;

export interface Effort {
  readonly rounds: number;
  /** Milliseconds of one measurement. */
  readonly duration: number;
  /** Told before each measurement, for the progress line. */
  readonly tell: (what: string) => void;
}

/**
 * `resize,w_200` over HTTP against the same calls of sharp. Both processes live through the whole of it and only one works
 * at a time; the rounds are interleaved and take turns in who begins, so that a noisy neighbour meets both.
 */
export async function measureThroughput(
  served: Contender,
  bare: Contender,
  pictures: readonly Picture[],
  { rounds, duration, tell }: Effort,
): Promise<readonly Row[]> {
  const series = pictures.flatMap((picture) =>
    widths.map((width) => ({ picture, width, ours: [] as number[], theirs: [] as number[] })),
  );
  tell('throughput: warming up');
  for (const { picture, width } of series) {
    await served.rate(picture, width, warmUp);
    await bare.rate(picture, width, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { picture, width, ours, theirs } of series) {
      tell(`throughput: round ${round + 1} of ${rounds}, ${picture.name}, ${width} at once`);
      const turns = [
        async () => void ours.push(await served.rate(picture, width, duration)),
        async () => void theirs.push(await bare.rate(picture, width, duration)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
  }
  return series.map(({ picture, width, ours, theirs }) =>
    compare(
      `${picture.name}, ${width} at once`,
      '/s',
      ours,
      theirs,
      width === judged ? { atLeast: 0.9 } : undefined,
    ),
  );
}
