import type { Contender } from './contender.ts';
import { judged, marks } from './jobs.ts';
import { compare, type Row } from './row.ts';
import type { Effort } from './throughput.ts';

/** Milliseconds that one takes, with as many at once as targets are set at. */
const took = (rate: number) => (1000 * judged) / rate;

/** A text against a picture on the same source, both by the emulator and after both were asked for before. */
export async function measureText(
  served: Contender,
  { rounds, duration, tell }: Effort,
): Promise<Row> {
  const [texts, logos]: [number[], number[]] = [[], []];
  for (const job of [marks.text, marks.logo]) await served.rate(job, judged, duration);
  for (let round = 0; round < rounds; round++) {
    tell(`text against picture: round ${round + 1} of ${rounds}`);
    texts.push(took(await served.rate(marks.text, judged, duration)));
    logos.push(took(await served.rate(marks.logo, judged, duration)));
  }
  return compare('a text against a logo', 'ms', texts, logos, { atMost: 1.5 });
}
