import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { answerXml } from '../http/respond.ts';
import { ownerElements } from './owner.ts';
import { entries, readPage } from './page.ts';

/** A token is the last key of the page before in base64url; clients must not look into it. */
const writeToken = (key: string) => Buffer.from(key).toString('base64url');

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (token !== '' && writeToken(key) === token) return key;
  const reason = 'The continuation token provided is incorrect.';
  return refuse('invalid-argument', {
    fields: { reason, ArgumentName: 'continuation-token', ArgumentValue: token },
  });
}

export const listObjectsV2: BucketCall = {
  name: 'ListObjectsV2',
  method: 'GET',
  on: 'bucket',
  query: 'list-type',
  right: 'list-objects',
  run: async (asked) => {
    const { request, world, bucket } = asked;
    const { query } = request;
    const type = query.get('list-type') ?? '';
    if (type !== '2')
      refuse('invalid-argument', {
        fields: { reason: 'list-type must be 2.', ArgumentName: 'list-type', ArgumentValue: type },
      });
    const start = query.get('start-after');
    const token = query.get('continuation-token');
    const page = await readPage(asked, token === undefined ? (start ?? '') : readToken(token));
    const { prefix, delimiter, limit, encodingType, listing, write } = page;
    const owner =
      query.get('fetch-owner') === 'true'
        ? ownerElements(bucket.owner, world.credentials)
        : undefined;
    return answerXml({
      ListBucketResult: {
        Name: bucket.name,
        Prefix: write(prefix),
        StartAfter: start === undefined ? undefined : write(start),
        MaxKeys: limit,
        Delimiter: write(delimiter),
        EncodingType: encodingType,
        IsTruncated: listing.truncated,
        ContinuationToken: token,
        NextContinuationToken: listing.truncated ? writeToken(listing.next) : undefined,
        ...entries(page, owner),
        KeyCount: listing.objects.length + listing.prefixes.length,
      },
    });
  },
};
