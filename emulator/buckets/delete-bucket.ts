import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';

export const deleteBucket: BucketCall = {
  name: 'DeleteBucket',
  method: 'DELETE',
  on: 'bucket',
  right: 'own-bucket',
  run: async ({ world, bucket }) => {
    const fields = { BucketName: bucket.name };
    const outcome = await world.store.deleteBucket(bucket.name);
    if (outcome === 'not-empty') refuse('bucket-not-empty', { fields });
    if (outcome === 'missing') refuse('no-such-bucket', { fields });
    return { status: 204, headers: {} };
  },
};
