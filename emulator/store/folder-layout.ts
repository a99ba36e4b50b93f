import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where things lie in the folder of a store:
 *
 *     oss-double.json               the format
 *     oss-double.lock-<n>           who has it open
 *     limbo/                        what is not yet, or no longer, part of the store
 *     buckets/<sha256 of name>/     bucket.json
 *       heads/<sha256 of key>.json  an object, or all versions of it: heads and the names of their content
 *       content/<random name>
 *       uploads/<id>/             upload.json; <number>.json, a part: what it says and the name of its content; <random name>
 *
 * Whatever enters or leaves the store does so by one rename out of or into limbo. Names are hashes, because keys are longer
 * than file names may be, differ only in case, end in `/` or are `..`.
 */
export interface Layout {
  readonly limbo: string;
  readonly buckets: string;
}
export interface BucketLayout {
  readonly folder: string;
  readonly record: string;
  readonly heads: string;
  readonly content: string;
  readonly uploads: string;
}

export const layOut = (folder: string): Layout => ({
  limbo: join(folder, 'limbo'),
  buckets: join(folder, 'buckets'),
});

export const layOutBucket = (folder: string): BucketLayout => ({
  folder,
  record: join(folder, 'bucket.json'),
  heads: join(folder, 'heads'),
  content: join(folder, 'content'),
  uploads: join(folder, 'uploads'),
});

export const hashName = (text: string) => createHash('sha256').update(text).digest('hex');
export const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name);

export const headName = (key: string) => `${hashName(key)}.json`;
export const isHeadName = (name: string) => name.endsWith('.json') && isHash(name.slice(0, -5));
