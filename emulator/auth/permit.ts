import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Bucket, BucketAcl } from '../store/bucket.ts';
import type { ObjectHead } from '../store/object.ts';
import type { Principal } from './principal.ts';

/** Rights at the service itself: any account has them. */
export type ServiceRight = 'list-buckets' | 'create-bucket';
/**
 * `own-bucket`: to see how a bucket is set up, to change that and to delete it. `anybody`: the call looks itself who asks,
 * as a form says in its fields, or does not mind.
 */
export type BucketRight =
  | 'anybody'
  | 'read-object'
  | 'write-object'
  | 'read-object-acl'
  | 'write-object-acl'
  | 'list-objects'
  | 'own-bucket';
type Right = ServiceRight | BucketRight;

/** What an ACL gives to everybody. It speaks of objects only: no ACL lets a stranger list a bucket. */
const given: Readonly<Record<BucketAcl, readonly Right[]>> = {
  private: [],
  'public-read': ['read-object'],
  'public-read-write': ['read-object', 'write-object'],
};

/**
 * Lets a principal do what its rights allow, and refuses anything else as the service does. `object` is the head of the
 * object where there is one: its own ACL comes before the bucket's, unless it is `default`.
 * Sources: OSS user guide, Bucket ACL and Object ACLs; OSS documentation, HTTP 403 status code.
 */
export function permit(principal: Principal, right: ServiceRight): void;
export function permit(
  principal: Principal,
  right: BucketRight,
  bucket: Pick<Bucket, 'owner' | 'acl'>,
  object?: Pick<ObjectHead, 'acl'>,
): void;
export function permit(
  principal: Principal,
  right: Right,
  bucket?: Pick<Bucket, 'owner' | 'acl'>,
  object?: Pick<ObjectHead, 'acl'>,
): void {
  if (principal.kind === 'operator' || right === 'anybody') return;
  const owner = bucket?.owner;
  if (principal.kind === 'account' && (owner ?? principal.account.id) === principal.account.id)
    return;
  const own = object === undefined || object.acl === 'default' ? undefined : object.acl;
  if (given[own ?? bucket?.acl ?? 'private'].includes(right)) return;
  refuse(refusal(principal.kind === 'anonymous', right, own !== undefined), {
    why: () => {
      const who = principal.kind === 'anonymous' ? 'Nobody signed' : `${principal.account.id} asks`;
      const whose = owner === undefined ? '' : ` the bucket of ${owner}`;
      const acl =
        bucket && `; its ACL is ${bucket.acl}${own ? ` and that of the object ${own}` : ''}`;
      return {
        sentence: `${who}, and ${right} is asked of${whose || ' the service'}${acl ?? ''}.`,
      };
    },
  });
}

/** How a right is refused to somebody who does not own the bucket. */
function refusal(
  anonymous: boolean,
  right: Exclude<Right, 'anybody'>,
  byObjectAcl: boolean,
): RefusalName {
  switch (right) {
    case 'read-object':
    case 'write-object':
      if (!byObjectAcl) return 'bucket-acl-forbids';
      if (anonymous) return 'object-acl-forbids-anonymous';
      return right === 'read-object' ? 'object-read-forbidden' : 'object-write-forbidden';
    case 'read-object-acl':
      return 'object-acl-read-forbidden';
    case 'write-object-acl':
      return 'object-acl-write-forbidden';
    case 'list-buckets':
    case 'create-bucket':
    case 'list-objects':
    case 'own-bucket':
      return anonymous ? 'anonymous-forbidden' : 'bucket-not-yours';
  }
}
