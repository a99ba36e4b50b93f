import { fromOctets } from '../auth/octets.ts';
import { refuse } from '../errors.ts';
import type { BucketAcl } from '../store/bucket.ts';

const words: readonly BucketAcl[] = ['private', 'public-read', 'public-read-write'];

/** What the header `x-oss-acl` says; undefined where it is absent. */
export function readBucketAcl(headers: Readonly<Record<string, string>>): BucketAcl | undefined {
  const value = headers['x-oss-acl'];
  if (value === undefined) return undefined;
  return words.find((word) => word === value) ?? refuseBucketAcl(value);
}

export const refuseBucketAcl = (value: string): never =>
  refuse('invalid-bucket-acl', {
    fields: { ArgumentName: 'x-oss-acl', ArgumentValue: fromOctets(value) },
  });
