import type { AskedOfBucket } from '../call.ts';
import { readEncoding } from '../http/encoding-type.ts';
import { formatIsoDate } from '../http/respond.ts';
import type { Elements } from '../http/to-xml.ts';
import type { Listing } from '../store/listing.ts';
import type { ObjectHead } from '../store/object.ts';
import { readMaxKeys } from './max-keys.ts';

/** One page of a list of objects, as both versions of the call answer it. */
export interface Page {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  readonly encodingType: string | undefined;
  readonly listing: Listing;
  /** Writes a key or a part of one as the client asked for. */
  readonly write: (text: string) => string;
}

/** Reads the parameters that both versions know and lists the keys after `after`. */
export async function readPage(
  { request, world, bucket }: AskedOfBucket,
  after: string,
): Promise<Page> {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = readMaxKeys(query, 'invalid-max-keys');
  const { type: encodingType, write } = readEncoding(query);
  const listing = await world.store.list(bucket.name, { prefix, delimiter, limit, after });
  return { prefix, delimiter, limit, encodingType, listing, write };
}

/** `<Contents>` and `<CommonPrefixes>`; `owner` is left out where the client did not ask for it. */
export function entries({ listing, write }: Page, owner: Elements | undefined): Elements {
  return {
    Contents: listing.objects.map((head: ObjectHead) => ({
      Key: write(head.key),
      LastModified: formatIsoDate(head.modified),
      ETag: `"${head.etag}"`,
      Type: head.type,
      Size: head.size,
      StorageClass: head.storageClass,
      Owner: owner,
    })),
    CommonPrefixes: listing.prefixes.map((prefix) => ({ Prefix: write(prefix) })),
  };
}
