import type { BucketCall } from '../call.ts';
import { answerXml } from '../http/respond.ts';
import { ownerElements } from './owner.ts';
import { entries, readPage } from './page.ts';

export const listObjects: BucketCall = {
  name: 'ListObjects',
  method: 'GET',
  on: 'bucket',
  right: 'list-objects',
  run: async (asked) => {
    const { request, world, bucket } = asked;
    const marker = request.query.get('marker') ?? '';
    const page = await readPage(asked, marker);
    const { prefix, delimiter, limit, encodingType, listing, write } = page;
    return answerXml({
      ListBucketResult: {
        Name: bucket.name,
        Prefix: write(prefix),
        Marker: write(marker),
        MaxKeys: limit,
        Delimiter: write(delimiter),
        EncodingType: encodingType,
        IsTruncated: listing.truncated,
        NextMarker: listing.truncated ? write(listing.next) : undefined,
        ...entries(page, ownerElements(bucket.owner, world.credentials)),
      },
    });
  },
};
