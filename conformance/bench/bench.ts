import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { startBare } from './bare.ts';
import { startHandled } from './handled.ts';
import { measureInstances } from './instances.ts';
import { measureMemory } from './memory.ts';
import { drawPictures } from './pictures.ts';
import { printRows, type Row } from './row.ts';
import { startServed } from './served.ts';
import { measureSnapshots } from './snapshots.ts';
import { measureStartUp } from './startup.ts';
import { measureText } from './texts.ts';
import { type Effort, measureThroughput } from './throughput.ts';

/** One line that is written over where somebody watches, else a line each time. */
function tell(what: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${what}` : `${what}\n`);
}

async function measure(effort: Effort): Promise<readonly Row[]> {
  tell('drawing the pictures');
  await using pictures = await drawPictures();
  const startUp = await measureStartUp(effort);
  const instances = await measureInstances(effort);
  const memory = await measureMemory(pictures, effort);
  await using served = await startServed(pictures);
  await using bare = await startBare(pictures);
  await using handled = await startHandled(pictures);
  const throughput = await measureThroughput({ served, bare, handled }, effort);
  const text = await measureText(served, effort);
  const snapshots = await measureSnapshots(served, pictures, effort);
  return [...throughput, text, ...snapshots, startUp, ...instances, memory];
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    duration: { type: 'string', default: '1500' },
    json: { type: 'string' },
  },
});
const load = loadavg()[0] ?? 0;
const rows = await measure({
  rounds: Number(values.rounds),
  duration: Number(values.duration),
  tell,
});
tell('');
const machine = {
  node: process.version,
  sharp: sharp.versions.sharp,
  cores: availableParallelism(),
  load,
};
console.log(`Processes over HTTP against the same work by sharp; medians of ${values.rounds} interleaved rounds.
The load generator shares the ${machine.cores} cores with the emulator; bare sharp has them alone.
Load of the machine before the first round: ${load.toFixed(2)}.

${printRows(rows)}`);
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify({ machine, rows }, undefined, 2)}\n`);
