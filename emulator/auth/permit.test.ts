import { describe, expect, it } from 'vitest';
import type { BucketAcl } from '../store/bucket.ts';
import type { ObjectAcl } from '../store/object.ts';
import { Credentials } from './credentials.ts';
import type { BucketRight } from './permit.ts';
import { permit } from './permit.ts';
import type { Principal } from './principal.ts';

const [owner, stranger] = new Credentials([
  { accessKeyId: 'owner', accessKeySecret: 's' },
  { accessKeyId: 'stranger', accessKeySecret: 's' },
]).accounts;
const principals = {
  owner: { kind: 'account', account: owner },
  stranger: { kind: 'account', account: stranger! },
  anonymous: { kind: 'anonymous' },
  operator: { kind: 'operator' },
} as const satisfies Record<string, Principal>;
const bucketAcls: BucketAcl[] = ['private', 'public-read', 'public-read-write'];
const objectAcls: (ObjectAcl | undefined)[] = [undefined, 'default', ...bucketAcls];
const rights: BucketRight[] = [
  'read-object',
  'write-object',
  'read-object-acl',
  'write-object-acl',
  'list-objects',
  'own-bucket',
];

/** The name of the refusal; undefined when it is allowed. */
function answer(
  who: keyof typeof principals,
  right: BucketRight,
  bucketAcl: BucketAcl,
  objectAcl?: ObjectAcl,
): unknown {
  const object = objectAcl && { acl: objectAcl };
  try {
    permit(principals[who], right, { owner: owner.id, acl: bucketAcl }, object);
    return undefined;
  } catch (error) {
    return (error as { refusal?: unknown }).refusal;
  }
}

const settings = bucketAcls.flatMap((bucket) =>
  objectAcls.map((object) => [bucket, object] as const),
);

describe('permit', () => {
  it.each(settings)('lets owner and operator do all (bucket %s, object %s)', (bucket, object) => {
    for (const right of rights) {
      expect(answer('owner', right, bucket, object)).toBeUndefined();
      expect(answer('operator', right, bucket, object)).toBeUndefined();
    }
  });

  // Rows: bucket ACL, object ACL, then what a stranger and what an anonymous caller get for reading and for writing.
  const yes = undefined;
  const byBucket = 'bucket-acl-forbids';
  const read = 'object-read-forbidden';
  const write = 'object-write-forbidden';
  const unnamed = 'object-acl-forbids-anonymous';
  it.each([
    ['private', undefined, byBucket, byBucket, byBucket, byBucket],
    ['private', 'default', byBucket, byBucket, byBucket, byBucket],
    ['private', 'private', read, unnamed, write, unnamed],
    ['private', 'public-read', yes, yes, write, unnamed],
    ['private', 'public-read-write', yes, yes, yes, yes],
    ['public-read', undefined, yes, yes, byBucket, byBucket],
    ['public-read', 'default', yes, yes, byBucket, byBucket],
    ['public-read', 'private', read, unnamed, write, unnamed],
    ['public-read', 'public-read', yes, yes, write, unnamed],
    ['public-read', 'public-read-write', yes, yes, yes, yes],
    ['public-read-write', undefined, yes, yes, yes, yes],
    ['public-read-write', 'default', yes, yes, yes, yes],
    ['public-read-write', 'private', read, unnamed, write, unnamed],
    ['public-read-write', 'public-read', yes, yes, write, unnamed],
    ['public-read-write', 'public-read-write', yes, yes, yes, yes],
  ] as const)('holds the ACLs: bucket %s, object %s', (bucket, object, ...expected) => {
    expect([
      answer('stranger', 'read-object', bucket, object),
      answer('anonymous', 'read-object', bucket, object),
      answer('stranger', 'write-object', bucket, object),
      answer('anonymous', 'write-object', bucket, object),
    ]).toEqual(expected);
  });

  it.each(settings)(
    'keeps ACLs and the bucket to the owner (bucket %s, object %s)',
    (bucket, object) => {
      for (const who of ['stranger', 'anonymous'] as const) {
        expect(answer(who, 'read-object-acl', bucket, object)).toBe('object-acl-read-forbidden');
        expect(answer(who, 'write-object-acl', bucket, object)).toBe('object-acl-write-forbidden');
      }
      for (const right of ['list-objects', 'own-bucket'] as const) {
        expect(answer('stranger', right, bucket, object)).toBe('bucket-not-yours');
        expect(answer('anonymous', right, bucket, object)).toBe('anonymous-forbidden');
      }
    },
  );

  it.each(['list-buckets', 'create-bucket'] as const)('lets any account %s', (right) => {
    for (const who of ['owner', 'stranger', 'operator'] as const) {
      expect(() => permit(principals[who], right)).not.toThrow();
    }
    expect(() => permit(principals.anonymous, right)).toThrow('anonymous-forbidden');
  });
});
