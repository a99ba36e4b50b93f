import { startNode } from './lines.ts';
import { compare, type Row } from './row.ts';
import { serveArguments } from './served.ts';
import type { Effort } from './throughput.ts';

const bareImport = [
  '--input-type=module',
  '--eval',
  "await import('sharp'); console.log('ready')",
] as const;

/** Milliseconds from spawning node to its first line. */
async function untilFirstLine(args: readonly string[]): Promise<number> {
  const start = performance.now();
  await using program = await startNode(args);
  await program.line();
  return performance.now() - start;
}

/** Start-up of the built emulator until it says that it is ready, against node importing sharp and saying so. */
export async function measureStartUp({ rounds, tell }: Effort): Promise<Row> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    tell(`start-up: round ${round + 1} of ${rounds}`);
    ours.push(await untilFirstLine(serveArguments()));
    bare.push(await untilFirstLine(bareImport));
  }
  return compare('start-up until ready', 'ms', ours, bare, { atMost: 2.5 });
}
