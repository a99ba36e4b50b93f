import type { BucketCall } from '../call.ts';
import { answerXml } from '../http/respond.ts';
import type { Store } from '../store/store.ts';

const page = 1000;

/** Counted anew each time: a double has no statistics that lag behind. */
async function count(store: Store, bucket: string): Promise<{ objects: number; bytes: number }> {
  let [objects, bytes, after] = [0, 0, ''];
  for (;;) {
    const listing = await store.list(bucket, { prefix: '', delimiter: '', limit: page, after });
    objects += listing.objects.length;
    bytes += listing.objects.reduce((sum, { size }) => sum + size, 0);
    if (!listing.truncated) return { objects, bytes };
    after = listing.next;
  }
}

export const bucketStat: BucketCall = {
  name: 'GetBucketStat',
  method: 'GET',
  on: 'bucket',
  query: 'stat',
  right: 'own-bucket',
  run: async ({ world, bucket }) => {
    const { objects, bytes } = await count(world.store, bucket.name);
    return answerXml({
      BucketStat: {
        Storage: bytes,
        ObjectCount: objects,
        MultipartUploadCount: await world.store.uploads.count(bucket.name),
        LiveChannelCount: 0,
        LastModifiedTime: Math.floor(world.now() / 1000),
      },
    });
  },
};
