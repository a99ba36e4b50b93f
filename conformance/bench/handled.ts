import { startBeside } from './bare.ts';
import { withConnections } from './connection.ts';
import type { Contender } from './contender.ts';
import { jobs } from './jobs.ts';
import { measureRate } from './load.ts';
import type { Pictures } from './pictures.ts';

/** The same calls of sharp behind a bare express handler, asked as the emulator is. */
export async function startHandled({ folder }: Pictures): Promise<Contender> {
  const child = await startBeside('handler', folder);
  const url = new URL(await child.line());
  return {
    pid: child.pid,
    rate: (job, width, duration) =>
      withConnections(url, (ask) =>
        measureRate(() => ask(`/${jobs.indexOf(job)}`), width, duration),
      ),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
