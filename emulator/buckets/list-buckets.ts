import type { ServiceCall } from '../call.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { endpointsOf } from './endpoint.ts';
import { readMaxKeys } from './max-keys.ts';
import { accountOf, ownerElements } from './owner.ts';

/** The account's own buckets. What the client filtered by is repeated only where it filtered or more is to come. */
export const listBuckets: ServiceCall = {
  name: 'ListBuckets',
  method: 'GET',
  on: 'service',
  right: 'list-buckets',
  run: async ({ request, address, principal, world }) => {
    const { query } = request;
    const owner = accountOf(principal, world.credentials).id;
    const prefix = query.get('prefix') ?? '';
    const marker = query.get('marker') ?? '';
    const limit = readMaxKeys(query, 'invalid-max-keys-of-buckets');
    const all = (await world.store.listBuckets()).filter(
      (bucket) =>
        (principal.kind === 'operator' || bucket.owner === owner) &&
        bucket.name.startsWith(prefix) &&
        bucket.name > marker,
    );
    const page = all.slice(0, limit);
    const isTruncated = page.length < all.length;
    const isFiltered = ['prefix', 'marker', 'max-keys'].some((name) => query.has(name));
    return answerXml({
      ListAllMyBucketsResult: {
        ...((isTruncated || isFiltered) && {
          Prefix: prefix,
          Marker: marker,
          MaxKeys: limit,
          IsTruncated: isTruncated,
          NextMarker: isTruncated ? page.at(-1)?.name : undefined,
        }),
        Owner: ownerElements(owner, world.credentials),
        Buckets: {
          Bucket: page.map(({ name, region, created, storageClass }) => {
            const { extranet, intranet } = endpointsOf(address, region);
            return {
              CreationDate: formatIsoDate(created),
              ExtranetEndpoint: extranet,
              IntranetEndpoint: intranet,
              Location: `oss-${region}`,
              Name: name,
              Region: region,
              StorageClass: storageClass,
            };
          }),
        },
      },
    });
  },
};
