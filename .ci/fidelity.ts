/**
 * Holds what the emulator makes of a PNG that others published against what the live service made of it at three dates.
 * Usage: tsx .ci/fidelity.ts --observed DIR
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePixels } from '../conformance/pixels.ts';
import { startEmulator } from '../emulator/index.ts';

const source = 'nodejs-1024x768.png';
const live = ['2017-01', '2017-10', '2024-07'];
/** Decibels: the live answers of 2017 and 2024 are 44.4 from each other. */
const wanted = { lanczos: 54, area: Infinity } as const;

/** Of RGBA pixels, without the alpha, which is the same. */
function decibels(ours: Uint8Array, theirs: Uint8Array): number {
  if (ours.length !== theirs.length) return -Infinity;
  let squares = 0;
  for (const [index, value] of ours.entries())
    if (index % 4 !== 3) squares += (value - (theirs[index] ?? 0)) ** 2;
  const samples = (ours.length / 4) * 3;
  return squares === 0 ? Infinity : 10 * Math.log10((255 ** 2 * samples) / squares);
}

async function render(bytes: Uint8Array, resampler: 'lanczos' | 'area'): Promise<Uint8Array> {
  await using oss = await startEmulator({ auth: 'off', resampler, buckets: { fidelity: {} } });
  const url = `${oss.url}/fidelity/${source}`;
  await fetch(url, { method: 'PUT', body: bytes });
  const response = await fetch(`${url}?x-oss-process=image/resize,w_200`);
  if (!response.ok) throw new Error(await response.text());
  return new Uint8Array(await response.arrayBuffer());
}

const { values } = parseArgs({ options: { observed: { type: 'string', default: '' } } });
const read = (name: string) => readFile(join(values.observed, name));
const pixels = async (bytes: Uint8Array) => (await decodePixels(bytes)).data;

for (const resampler of ['lanczos', 'area'] as const) {
  const ours = await pixels(await render(await read(source), resampler));
  const distances = await Promise.all(
    live.map(async (date) =>
      decibels(ours, await pixels(await read(`nodejs-w200.live-${date}.png`))),
    ),
  );
  const best = Math.max(...distances);
  const told = live.map((date, index) => `${date} ${distances[index]?.toFixed(1) ?? ''} dB`);
  console.log(`resize,w_200 by ${resampler}: ${told.join(', ')} (at least ${wanted[resampler]})`);
  if (best < wanted[resampler]) process.exitCode = 1;
}
