import { createHash } from 'node:crypto';
import type { Digest } from './digest.ts';
import type { NewObject, ObjectHead } from './object.ts';
import { wholeSeconds } from './seconds.ts';

/** A link has an ETag of its own, that of the name which it leads to (Q229). */
const linkTo = (target: string) => ({
  type: 'Symlink' as const,
  target,
  etag: createHash('md5').update(target).digest('hex').toUpperCase(),
});

/** The head of an object whose body has ended. `now` is in milliseconds since 1970. */
export function makeHead(key: string, digest: Digest, object: NewObject, now: number): ObjectHead {
  return {
    key,
    ...digest,
    modified: wholeSeconds(now),
    type: 'Normal',
    storageClass: object.storageClass,
    acl: object.acl,
    headers: { ...object.headers },
    meta: { ...object.meta },
    ...(object.tags && { tags: object.tags }),
    ...(object.target !== undefined && linkTo(object.target)),
  };
}
