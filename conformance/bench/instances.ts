import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../spec/corpus.ts';
import { startNode } from './lines.ts';
import { compare, type Row } from './row.ts';
import type { Effort } from './throughput.ts';

/** Starts and resets emulators in one process, and prints milliseconds of each but the first. */
const program = (rounds: number) => `
import { startEmulator } from ${JSON.stringify(pathToFileURL(join(packageRoot, 'dist/emulator/index.js')).href)};
const time = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const oss = [await startEmulator({ demo: true })];
const starts = [];
const resets = [];
for (let round = 0; round < ${rounds}; round += 1) {
  starts.push(await time(async () => oss.push(await startEmulator({ buckets: { photos: {} } }))));
  resets.push(await time(() => oss[0].reset()));
}
for (const one of oss) await one.close();
console.log(JSON.stringify([starts, resets]));
`;

/** A second emulator in a process, and going back to the seed of the demo, against the milliseconds that each may take. */
export async function measureInstances({ rounds, tell }: Effort): Promise<readonly Row[]> {
  tell('instances in one process');
  await using node = await startNode(['--input-type=module', '--eval', program(rounds)]);
  const [starts, resets] = JSON.parse(await node.line()) as [number[], number[]];
  const target = { atMost: 1 };
  return [
    compare('second instance against 15 ms', 'ms', starts, [15], target),
    compare('reset of the demo against 10 ms', 'ms', resets, [10], target),
  ];
}
