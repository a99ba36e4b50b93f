import type { Picture } from './pictures.ts';
import { compare, type Row } from './row.ts';
import { startServed } from './served.ts';
import type { Effort } from './throughput.ts';
import { readPeak } from './usage.ts';

/** Peak memory of a fresh emulator after 500 requests, against the one after the first 100 of them. */
export async function measureMemory(picture: Picture, { tell }: Effort): Promise<Row> {
  tell('memory: 500 requests');
  await using served = await startServed([picture]);
  await served.ask(picture, 100, 4);
  const early = await readPeak(served.pid);
  await served.ask(picture, 400, 4);
  const late = await readPeak(served.pid);
  return compare('peak memory at request 500 and 100', 'MiB', [late], [early], {
    atLeast: 0.9,
    atMost: 1.1,
  });
}
