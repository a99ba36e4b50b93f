import type { Access } from './access.ts';
import type { Cors } from './cors.ts';
import { compareKeys } from './key.ts';

export type BucketAcl = 'private' | 'public-read' | 'public-read-write';

/** A process text that stands behind a name. */
export interface Style {
  readonly name: string;
  readonly content: string;
  readonly category: 'image' | 'document' | 'video';
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly modified: number;
}

/** A host that addresses a bucket besides those of the service: what OSS calls a CNAME. */
export interface Domain {
  /** Lower case, without a port: `img.example.com`. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly bound: number;
}

export interface Bucket {
  readonly name: string;
  /** Id of the account that owns it. */
  readonly owner: string;
  /** Without `oss-`: `cn-hangzhou`. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly acl: BucketAcl;
  readonly storageClass: string;
  readonly edition: 'current' | '2019-09';
  /** In the order in which they were made; no two have one name. */
  readonly styles: readonly Style[];
  readonly access: Access;
  /** Left out: no versions were ever kept. Once they were, this is never left out again. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** In the order in which they were bound; no other bucket has one of them. */
  readonly domains: readonly Domain[];
  /** Left out, or without rules: no script of another origin may ask anything. */
  readonly cors?: Cors;
}

type Changed = Partial<Omit<Bucket, 'name'>>;
/** What shall be otherwise, or what makes that of the bucket as it is. */
export type BucketChange = Changed | ((bucket: Bucket) => Changed);

export const changed = (bucket: Bucket, change: BucketChange): Bucket => ({
  ...bucket,
  ...(typeof change === 'function' ? change(bucket) : change),
});

/** What a store keeps of a bucket, its record among it. */
interface Recorded {
  readonly record: Bucket;
}

/** The records of buckets, in byte order of their names. */
export const recordsOf = (buckets: Iterable<Recorded>): Bucket[] =>
  Array.from(buckets, ({ record }) => record).sort((a, b) => compareKeys(a.name, b.name));

/** The record of the bucket to which this domain is bound. */
export function findBound(buckets: Iterable<Recorded>, domain: string): Bucket | undefined {
  for (const { record } of buckets)
    if (record.domains.some(({ host }) => host === domain)) return record;
  return undefined;
}
