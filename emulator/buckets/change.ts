import type { AskedOfBucket } from '../call.ts';
import { refuse } from '../errors.ts';
import type { BucketChange } from '../store/bucket.ts';

/** Changes a bucket. Refuses where it went since the request came. */
export async function changeBucket(
  { world, bucket: { name } }: Pick<AskedOfBucket, 'world' | 'bucket'>,
  change: BucketChange,
): Promise<void> {
  if (await world.store.changeBucket(name, change)) return;
  refuse('no-such-bucket', { fields: { BucketName: name } });
}
