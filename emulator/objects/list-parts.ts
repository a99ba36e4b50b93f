import { readCount } from '../buckets/max-keys.ts';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readEncoding } from '../http/encoding-type.ts';
import type { Query } from '../http/query.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { findUpload, refuseUpload } from './upload-id.ts';

const name = 'part-number-marker';

/** The number after which the list begins. */
function readMarker(query: Query): number {
  const value = query.get(name) ?? '';
  if (!/^\d{0,9}$/.test(value))
    refuse('invalid-list', { fields: { value, name, ArgumentName: name, ArgumentValue: value } });
  return Number(value);
}

/** The rights are those of who may upload (Q212). */
export const listParts: ObjectCall = {
  name: 'ListParts',
  method: 'GET',
  on: 'object',
  query: 'uploadId',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket, key } = asked;
    const encoding = readEncoding(request.query);
    const limit = readCount(request.query, 'max-parts', 1000);
    const marker = readMarker(request.query);
    const { id, object } = await findUpload(asked);
    const parts = (await world.store.uploads.listParts(bucket.name, id)) ?? refuseUpload(id);
    const left = parts.filter(({ number }) => number > marker);
    const page = left.slice(0, limit);
    return answerXml({
      ListPartsResult: {
        EncodingType: encoding.type,
        Bucket: bucket.name,
        Key: encoding.write(key),
        UploadId: id,
        StorageClass: object.storageClass,
        PartNumberMarker: marker,
        NextPartNumberMarker: page.at(-1)?.number ?? 0,
        MaxParts: limit,
        IsTruncated: left.length > page.length,
        Part: page.map(({ number, modified, etag, crc64, size }) => ({
          PartNumber: number,
          LastModified: formatIsoDate(modified),
          ETag: `"${etag}"`,
          HashCrc64ecma: crc64,
          Size: size,
        })),
      },
    });
  },
};
