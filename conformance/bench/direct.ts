import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { measureRate } from './load.ts';

/**
 * The bare side of the comparison, a program of its own so that it has the same cores as the emulator has. Each line of
 * stdin is `width duration file`; the answer is a line with the calls of sharp a second. Ends with its stdin.
 */
sharp.cache(false); // as the emulator does: every call is new work
const read = new Map<string, Buffer>();

for await (const line of createInterface({ input: process.stdin })) {
  const [width = '', duration = '', ...file] = line.split(' ');
  const path = file.join(' ');
  const bytes = read.get(path) ?? (await readFile(path));
  read.set(path, bytes);
  const resize = async () => {
    await sharp(bytes).resize(200).toBuffer();
  };
  console.log(await measureRate(resize, Number(width), Number(duration)));
}
