import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BucketLayout } from './folder-layout.ts';
import { isHeadName } from './folder-layout.ts';
import { KeyIndex } from './key-index.ts';
import { type ObjectRecord, readObjectRecord } from './records.ts';

/** Files open at a time. */
const readers = 32;

/** Reads all heads of a bucket, and removes content that none of them names: what a killed process left. */
export async function loadIndex(bucket: BucketLayout): Promise<KeyIndex<ObjectRecord>> {
  const records: ObjectRecord[] = [];
  await forEachAtOnce((await readdir(bucket.heads)).filter(isHeadName), async (name) => {
    records.push(await readObjectRecord(join(bucket.heads, name)));
  });
  const named = new Set(records.map((record) => record.blob));
  const orphans = (await readdir(bucket.content)).filter((name) => !named.has(name));
  await forEachAtOnce(orphans, (name) => rm(join(bucket.content, name), { force: true }));
  return new KeyIndex(records.map((record) => [record.head.key, record]));
}

async function forEachAtOnce(names: readonly string[], work: (name: string) => Promise<void>) {
  // The readers share one iterator, so each name is worked on once.
  const left = names.values();
  const reader = async () => {
    for (const name of left) await work(name);
  };
  await Promise.all(Array.from({ length: readers }, reader));
}
