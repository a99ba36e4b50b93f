import type { BucketCall } from '../call.ts';
import { readEncoding } from '../http/encoding-type.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { readCount } from './max-keys.ts';

export const listMultipartUploads: BucketCall = {
  name: 'ListMultipartUploads',
  method: 'GET',
  on: 'bucket',
  query: 'uploads',
  right: 'list-objects',
  run: async ({ request, world, bucket }) => {
    const { query } = request;
    const { type, write } = readEncoding(query);
    const limit = readCount(query, 'max-uploads', 1000);
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter') ?? '';
    const afterKey = query.get('key-marker') ?? '';
    // Without a key-marker it says nothing (OSS API reference, ListMultipartUploads).
    const afterId = afterKey === '' ? '' : (query.get('upload-id-marker') ?? '');
    const asked = { prefix, delimiter, afterKey, afterId, limit };
    const listing = await world.store.uploads.list(bucket.name, asked);
    return answerXml({
      ListMultipartUploadsResult: {
        EncodingType: type,
        Bucket: bucket.name,
        KeyMarker: write(afterKey),
        UploadIdMarker: afterId,
        NextKeyMarker: write(listing.nextKey),
        NextUploadIdMarker: listing.nextId,
        Delimiter: write(delimiter),
        Prefix: write(prefix),
        MaxUploads: limit,
        IsTruncated: listing.truncated,
        Upload: listing.uploads.map(({ key, id, object, initiated }) => ({
          Key: write(key),
          UploadId: id,
          StorageClass: object.storageClass,
          Initiated: formatIsoDate(initiated),
        })),
        CommonPrefixes: listing.prefixes.map((common) => ({ Prefix: write(common) })),
      },
    });
  },
};
