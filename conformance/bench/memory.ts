import { jobOf } from './jobs.ts';
import type { Pictures } from './pictures.ts';
import { compare, type Row } from './row.ts';
import { startServed } from './served.ts';
import type { Effort } from './throughput.ts';
import { readPeak } from './usage.ts';

/** A peak depends on when garbage was collected: of one process alone it would tell chance. */
const processes = 3;

/** resize,w_200 of 12 megapixels. */
const large = jobOf(1);

/** Peak memory of fresh emulators after 500 requests, against the one after the first 100 of them. */
export async function measureMemory(pictures: Pictures, { tell }: Effort): Promise<Row> {
  const [early, late]: [number[], number[]] = [[], []];
  for (let process = 1; process <= processes; process++) {
    tell(`memory: 500 requests, process ${process} of ${processes}`);
    await using served = await startServed(pictures);
    await served.ask(large, 100, 4);
    early.push(await readPeak(served.pid));
    await served.ask(large, 400, 4);
    late.push(await readPeak(served.pid));
  }
  return compare('peak memory at request 500 and 100', 'MiB', late, early, {
    atLeast: 0.9,
    atMost: 1.1,
  });
}
