import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { jobOf } from './jobs.ts';
import { measureRate } from './load.ts';

/**
 * The bare side of the comparison, a program of its own so that it has the same cores as the emulator has. Its argument is
 * the folder of the pictures; each line of stdin is `width duration job`; the answer is a line with how often a second the
 * job was done. Ends with its stdin.
 */
sharp.cache(false); // as the emulator does: every call is new work
const [, , folder = ''] = process.argv;

for await (const line of createInterface({ input: process.stdin })) {
  const [width = NaN, duration = NaN, index = NaN] = line.split(' ').map(Number);
  const { picture, byHand } = jobOf(index);
  const source = readFileSync(join(folder, picture));
  const work = async () => {
    await byHand(source).toBuffer();
  };
  console.log(await measureRate(work, width, duration));
}
