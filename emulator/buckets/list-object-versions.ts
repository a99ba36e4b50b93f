import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readEncoding } from '../http/encoding-type.ts';
import type { Query } from '../http/query.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import type { Elements } from '../http/to-xml.ts';
import type { ListedVersion } from '../store/version-listing.ts';
import { nullVersion } from '../store/versions.ts';
import { readCount } from './max-keys.ts';
import { ownerElements } from './owner.ts';

/** Bytes of a parameter (suite of the Python SDK). */
const longest = 1024;

function readText(query: Query, name: string): string {
  const value = query.get(name) ?? '';
  if (Buffer.byteLength(value) > longest)
    refuse('invalid-list', { fields: { value, name, ArgumentName: name, ArgumentValue: value } });
  return value;
}

type Write = (text: string) => string;

const versionElements = (write: Write, owner: Elements) => (version: ListedVersion) => {
  if (!('head' in version)) return [];
  const { key, version: id = nullVersion, modified, etag, type, size, storageClass } = version.head;
  return {
    Key: write(key),
    VersionId: id,
    IsLatest: version.isLatest,
    LastModified: formatIsoDate(modified),
    ETag: `"${etag}"`,
    Type: type,
    Size: size,
    StorageClass: storageClass,
    Owner: owner,
  };
};

const markerElements = (write: Write, owner: Elements) => (version: ListedVersion) => {
  if (!('marker' in version)) return [];
  const { key, version: id, modified } = version.marker;
  return {
    Key: write(key),
    VersionId: id,
    IsLatest: version.isLatest,
    LastModified: formatIsoDate(modified),
    Owner: owner,
  };
};

/** All versions of objects and all marks of deletions; of a bucket that never kept any, its objects. */
export const listObjectVersions: BucketCall = {
  name: 'ListObjectVersions',
  method: 'GET',
  on: 'bucket',
  query: 'versions',
  right: 'list-objects',
  run: async ({ request: { query }, world, bucket }) => {
    const [prefix, delimiter] = [readText(query, 'prefix'), readText(query, 'delimiter')];
    const afterKey = readText(query, 'key-marker');
    const afterVersion = readText(query, 'version-id-marker');
    if (afterVersion !== '' && afterKey === '') {
      const [name, value] = ['version-id-marker', afterVersion];
      refuse('invalid-list', { fields: { value, name, ArgumentName: name, ArgumentValue: value } });
    }
    const limit = readCount(query, 'max-keys', 100);
    const encoding = readEncoding(query);
    const { write } = encoding;
    const asked = { prefix, delimiter, afterKey, afterVersion, limit };
    const page = await world.store.listVersions(bucket.name, asked);
    const owner = ownerElements(bucket.owner, world.credentials);
    return answerXml({
      ListVersionsResult: {
        Name: bucket.name,
        Prefix: write(prefix),
        KeyMarker: write(afterKey),
        VersionIdMarker: afterVersion,
        MaxKeys: limit,
        Delimiter: write(delimiter),
        EncodingType: encoding.type,
        IsTruncated: page.truncated,
        NextKeyMarker: page.truncated ? write(page.nextKey) : undefined,
        NextVersionIdMarker: page.truncated ? page.nextVersion : undefined,
        DeleteMarker: page.versions.flatMap(markerElements(write, owner)),
        Version: page.versions.flatMap(versionElements(write, owner)),
        CommonPrefixes: page.prefixes.map((common) => ({ Prefix: write(common) })),
      },
    });
  },
};
