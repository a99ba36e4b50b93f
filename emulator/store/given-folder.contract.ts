import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { openFolderStore } from './folder.ts';
import { bucketNamed } from './given.contract.ts';
import type { Store } from './store.ts';

/** A new empty folder that is removed when the test has ended. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file under a folder with its content, to see what is left and what has changed. */
export async function filesUnder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path), await readFile(path, 'latin1'));
  }
  return files;
}

/** Opens a folder until the test has ended. */
export async function openFolder(folder: string): Promise<Store> {
  const store = await openFolderStore(folder);
  onTestFinished(() => store.close());
  return store;
}

/** A store with one bucket, `photos`. */
export async function openWithBucket(): Promise<{ folder: string; store: Store }> {
  const folder = await scratchFolder();
  const store = await openFolder(folder);
  await store.createBucket(bucketNamed('photos'));
  return { folder, store };
}

/** How many files there are of each sort. */
export async function countFiles(folder: string) {
  const names = [...(await filesUnder(folder)).keys()];
  const of = (part: string) => names.filter((name) => name.split(/[/\\]/).includes(part)).length;
  return { limbo: of('limbo'), heads: of('heads'), content: of('content') };
}
