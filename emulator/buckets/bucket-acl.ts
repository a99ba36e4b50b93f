import type { BucketCall } from '../call.ts';
import { answerXml } from '../http/respond.ts';
import { readBucketAcl, refuseBucketAcl } from './acl.ts';
import { changeBucket } from './change.ts';
import { ownerElements } from './owner.ts';

export const getBucketAcl: BucketCall = {
  name: 'GetBucketAcl',
  method: 'GET',
  on: 'bucket',
  query: 'acl',
  right: 'own-bucket',
  run: ({ world, bucket }) =>
    answerXml({
      AccessControlPolicy: {
        Owner: ownerElements(bucket.owner, world.credentials),
        AccessControlList: { Grant: bucket.acl },
      },
    }),
};

export const putBucketAcl: BucketCall = {
  name: 'PutBucketAcl',
  method: 'PUT',
  on: 'bucket',
  query: 'acl',
  right: 'own-bucket',
  run: async (asked) => {
    const acl = readBucketAcl(asked.request.headers) ?? refuseBucketAcl('');
    await changeBucket(asked, { acl });
    return { status: 200, headers: {} };
  },
};
