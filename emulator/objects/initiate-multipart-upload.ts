import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readEncoding } from '../http/encoding-type.ts';
import { answerXml } from '../http/respond.ts';
import { mostUploads, TooManyUploads } from '../store/uploads.ts';
import { readNewObject } from './new-object.ts';
import { holdOverwrite } from './overwrite.ts';

/** What the headers say here the object will have; `x-oss-forbid-overwrite` is held here too (Q211). */
export const initiateMultipartUpload: ObjectCall = {
  name: 'InitiateMultipartUpload',
  method: 'POST',
  on: 'object',
  query: 'uploads',
  right: 'write-object',
  run: async ({ request, world, bucket, key, head }) => {
    const { headers, query } = request;
    const encoding = readEncoding(query);
    holdOverwrite(headers['x-oss-forbid-overwrite'], bucket, head);
    const object = readNewObject(headers, bucket);
    const upload =
      (await world.store.uploads.begin(bucket.name, key, object).catch((error: unknown) => {
        if (!(error instanceof TooManyUploads)) throw error;
        return refuse('too-many-uploads', { fields: { most: String(mostUploads) } });
      })) ?? refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
    return answerXml({
      InitiateMultipartUploadResult: {
        EncodingType: encoding.type,
        Bucket: bucket.name,
        Key: encoding.write(key),
        UploadId: upload.id,
      },
    });
  },
};
