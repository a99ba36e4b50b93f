import type { ObjectCall } from '../call.ts';
import { findUpload, refuseUpload } from './upload-id.ts';

export const abortMultipartUpload: ObjectCall = {
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  on: 'object',
  query: 'uploadId',
  right: 'write-object',
  run: async (asked) => {
    const { id } = await findUpload(asked);
    if (!(await asked.world.store.uploads.abort(asked.bucket.name, id))) refuseUpload(id);
    return { status: 204, headers: {} };
  },
};
