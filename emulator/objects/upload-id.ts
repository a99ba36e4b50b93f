import type { AskedOfObject } from '../call.ts';
import { type Details, refuse } from '../errors.ts';
import type { Upload } from '../store/uploads.ts';

/** Refuses an upload that is not there, is another key's or has ended. */
export const refuseUpload = (id: string, details: Details = {}): never =>
  refuse('no-such-upload', { ...details, fields: { UploadId: id } });

/** The upload that a request names. Throws an OssError where its key has none of that id. */
export async function findUpload(
  { request, world, bucket, key }: Pick<AskedOfObject, 'request' | 'world' | 'bucket' | 'key'>,
  details: Details = {},
): Promise<Upload> {
  const id = request.query.get('uploadId') ?? '';
  const upload = await world.store.uploads.find(bucket.name, id);
  return upload?.key === key ? upload : refuseUpload(id, details);
}
