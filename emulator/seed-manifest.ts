import { manifest } from '../spec/manifest.ts';
import { decode, open } from '../spec/read.ts';
import type { BucketSeeds } from './seed.ts';

/** What an `oss-double.yaml` says. Throws an Error `file:line:column path: problem`. */
export function readSeedManifest(file: string): BucketSeeds {
  const opened = open(file);
  const { buckets } = decode(manifest, undefined, opened, opened.tree);
  const entries = Object.entries(buckets).map(([name, seed]) => [name, seed ?? {}]);
  return Object.fromEntries(entries) as BucketSeeds;
}
