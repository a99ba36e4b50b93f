import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BucketLayout } from './folder-layout.ts';
import { isHeadName } from './folder-layout.ts';
import type { ObjectRecord } from './records.ts';
import { VersionIndex } from './version-index.ts';
import { readVersions } from './version-records.ts';
import { isKept, type Version, type Versions } from './versions.ts';

/** Files open at a time. */
const readers = 32;

/** Reads all heads of a bucket, and removes content that none of them names: what a killed process left. */
export async function loadIndex(bucket: BucketLayout): Promise<VersionIndex<ObjectRecord>> {
  const all: Versions<ObjectRecord>[] = [];
  await forEachAtOnce((await readdir(bucket.heads)).filter(isHeadName), async (name) => {
    all.push(await readVersions(join(bucket.heads, name)));
  });
  const named = new Set(all.flat().flatMap((version) => (isKept(version) ? [version.blob] : [])));
  const orphans = (await readdir(bucket.content)).filter((name) => !named.has(name));
  await forEachAtOnce(orphans, (name) => rm(join(bucket.content, name), { force: true }));
  return new VersionIndex(
    all.flatMap((versions) => versions.slice(0, 1).map((newest) => [keyOf(newest), versions])),
  );
}

const keyOf = (version: Version<ObjectRecord>): string =>
  isKept(version) ? version.head.key : version.marker.key;

async function forEachAtOnce(names: readonly string[], work: (name: string) => Promise<void>) {
  // The readers share one iterator, so each name is worked on once.
  const left = names.values();
  const reader = async () => {
    for (const name of left) await work(name);
  };
  await Promise.all(Array.from({ length: readers }, reader));
}
