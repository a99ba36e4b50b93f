import type { Response } from '../http/message.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { markerHeaders, readVersion, wasMarker } from './version.ts';

/** For good, a mark of a deletion too; also where there was no such version. */
async function removeVersion(asked: AskedOfObject, version: string): Promise<Response> {
  const { world, bucket, key } = asked;
  const removed = await world.store.removeVersion(bucket.name, key, version);
  return {
    status: 204,
    headers: {
      ...(bucket.versioning !== undefined && { 'x-oss-version-id': version }),
      ...(wasMarker(removed) && markerHeaders({ version })),
    },
  };
}

/** Also where there was no such object. */
export const deleteObject: ObjectCall = {
  name: 'DeleteObject',
  method: 'DELETE',
  on: 'object',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket, key } = asked;
    const version = readVersion(request.query);
    if (version !== undefined) return removeVersion(asked, version);
    const marker = await world.store.remove(bucket.name, key);
    return { status: 204, headers: typeof marker === 'boolean' ? {} : markerHeaders(marker) };
  },
};
