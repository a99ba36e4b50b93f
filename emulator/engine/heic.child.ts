import { readFile } from 'node:fs/promises';
import { decodeHeic } from './heic.ts';
import { probe } from './probe.ts';

// Reads a HEIC, then tells what comes first: the end of the thread, or that nothing is left to do.
process.on('worker', (worker) => worker.once('exit', () => console.log('the thread ended')));
process.once('beforeExit', () => {
  console.log('nothing is left');
  process.exit();
});
const bytes = await readFile(process.argv[2] ?? '');
await decodeHeic(bytes, await probe(bytes));
console.log('decoded');
