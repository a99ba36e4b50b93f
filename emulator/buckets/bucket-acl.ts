import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { answerXml } from '../http/respond.ts';
import { readBucketAcl } from './acl.ts';
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
  run: async ({ request, world, bucket }) => {
    const acl =
      readBucketAcl(request.headers) ??
      refuse('invalid-bucket-acl', { fields: { ArgumentName: 'x-oss-acl', ArgumentValue: '' } });
    await world.store.changeBucket(bucket.name, { acl });
    return { status: 200, headers: {} };
  },
};
