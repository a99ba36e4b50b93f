import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../spec/corpus.ts';
import { readPlain } from '../spec/read.ts';
import { type Golden, readGolden } from './compare/golden.ts';
import { goldenTable } from './format/tables.ts';
import { cut, decodePixels } from './pixels.ts';

const folder = join(packageRoot, 'golden');
/** What golden/manifest.yaml says of each golden, by its name in a case. */
export const goldens = new Map(
  Object.entries(readPlain(join(folder, 'manifest.yaml'), goldenTable)),
);

/** Bytes of a golden: a PNG, with the frames of an animation one below the other. Rejects for one that is not there. */
export function readGoldenBytes(name: string): Promise<Uint8Array> {
  const entry = goldens.get(name);
  if (!entry) return Promise.reject(new Error(`there is no golden ${name}`));
  return readFile(join(folder, entry.path));
}

const ready = new Map<string, Promise<Golden>>();

/** A golden by its name in a case, read and measured once. Rejects for one that is not there. */
export function findGolden(name: string): Promise<Golden> {
  const known = ready.get(name);
  if (known) return known;
  const read = readGoldenBytes(name).then(async (bytes) =>
    readGolden(cut(await decodePixels(bytes), goldens.get(name)?.frames ?? 1)),
  );
  ready.set(name, read);
  return read;
}
