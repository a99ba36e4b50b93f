import type { BucketCall } from '../call.ts';
import { answerXml } from '../http/respond.ts';

/** There are none, and the suites of the Python and Go SDKs ask for them when they clean up. */
export const listLiveChannels: BucketCall = {
  name: 'ListLiveChannel',
  method: 'GET',
  on: 'bucket',
  query: 'live',
  right: 'own-bucket',
  run: ({ request: { query } }) =>
    answerXml({
      ListLiveChannelResult: {
        Prefix: query.get('prefix') ?? '',
        Marker: query.get('marker') ?? '',
        MaxKeys: query.get('max-keys') ?? '100',
        IsTruncated: false,
      },
    }),
};
