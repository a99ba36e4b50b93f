import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packageRoot } from '../spec/corpus.ts';
import { readPlain } from '../spec/read.ts';
import { fixtureTable } from './format/tables.ts';
import type { Fixture } from './target.ts';

const folder = join(packageRoot, 'fixtures');
const table = new Map(Object.entries(readPlain(join(folder, 'manifest.yaml'), fixtureTable)));
const external = /^sha256:([0-9a-f]{64})$/;

/** Whether a case may name it: a fixture of the manifest, or `sha256:` and 64 digits for one that lives elsewhere. */
export const hasFixture = (name: string): boolean => table.has(name) || external.test(name);

/** What the manifest knows of a fixture by the way it was made. */
export const knownOf = (name: string) => table.get(name)?.known;

/** SHA-256 of each file below a folder → its path; the files that cases name by their hash. */
export async function hashFolder(path: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const found = new Map<string, string>();
  for (const file of files.filter((entry) => entry.isFile())) {
    const full = join(file.parentPath, file.name);
    const hash = createHash('sha256');
    await pipeline(createReadStream(full), hash);
    found.set(hash.digest('hex'), full);
  }
  return found;
}

/** A fixture by its name in a case, read once. Undefined: an external one that is not among `others`. */
export function findFixture(
  name: string,
  others: ReadonlyMap<string, string>,
): Fixture | undefined {
  const hash = external.exec(name)?.[1];
  const own = table.get(name);
  const path = own ? join(folder, own.path) : hash && others.get(hash);
  if (path === undefined) return undefined;
  const shows = own?.known.picture;
  let read: Promise<Uint8Array> | undefined;
  return { name, ...(shows !== undefined && { shows }), bytes: () => (read ??= readFile(path)) };
}
