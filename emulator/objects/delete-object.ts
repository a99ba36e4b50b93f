import type { ObjectCall } from '../call.ts';

/** Also where there was no such object. */
export const deleteObject: ObjectCall = {
  name: 'DeleteObject',
  method: 'DELETE',
  on: 'object',
  right: 'write-object',
  run: async ({ world, bucket, key }) => {
    await world.store.remove(bucket.name, key);
    return { status: 204, headers: {} };
  },
};
