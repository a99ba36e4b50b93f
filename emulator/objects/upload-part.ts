import type { ObjectCall } from '../call.ts';
import { declaredMd5, holdMd5 } from '../http/body.ts';
import { incomingBytes } from './incoming-bytes.ts';
import { partLimits, readPartNumber } from './part-number.ts';
import { findUpload, refuseUpload } from './upload-id.ts';

/** This call has an EC of its own for what the others refuse with 0042-00000002 (aliyun/alibabacloud-oss-go-sdk-v2). */
const unknown = { ec: '0042-00000104' };

export const uploadPart: ObjectCall = {
  name: 'UploadPart',
  method: 'PUT',
  on: 'object',
  query: 'uploadId',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket } = asked;
    const number = readPartNumber(request.query, partLimits(bucket));
    const { id } = await findUpload(asked, unknown);
    const declared = declaredMd5(request);
    const bytes = incomingBytes(request);
    const { etag, md5, crc64 } =
      (await world.store.uploads.putPart(bucket.name, id, number, bytes, (part) =>
        holdMd5(declared, part.md5),
      )) ?? refuseUpload(id, unknown);
    return {
      status: 200,
      headers: { ETag: `"${etag}"`, 'Content-MD5': md5, 'x-oss-hash-crc64ecma': crc64 },
    };
  },
};
