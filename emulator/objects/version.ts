import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import type { Query } from '../http/query.ts';
import type { Bucket } from '../store/bucket.ts';
import type { DeleteMarker, ObjectHead } from '../store/object.ts';
import { nullVersion } from '../store/versions.ts';

const parameter = 'versionId';

/** The version that a request means; undefined where it means the newest. Refuses what no version can be called. */
export function readVersion(query: Pick<Query, 'get'>): string | undefined {
  const value = query.get(parameter);
  const fields = { ArgumentName: parameter, ArgumentValue: value ?? '' };
  if (value === '') refuse('version-empty', { fields });
  if (value !== undefined && !/^[A-Za-z0-9]{1,1024}$/.test(value))
    refuse('version-malformed', { fields });
  return value;
}

type Keeping = Pick<Bucket, 'versioning'>;

/** The version of an object, which is told where versions are or were kept. */
export const versionHeader = (
  { versioning }: Keeping,
  { version = nullVersion }: Pick<ObjectHead, 'version'>,
): Record<string, string> => (versioning === undefined ? {} : { 'x-oss-version-id': version });

/** The version of what was copied, told likewise. */
export function sourceHeader(bucket: Keeping, source: ObjectHead): Record<string, string> {
  const { 'x-oss-version-id': version } = versionHeader(bucket, source);
  return version === undefined ? {} : { 'x-oss-copy-source-version-id': version };
}

export const markerHeaders = ({ version }: Pick<DeleteMarker, 'version'>) => ({
  'x-oss-delete-marker': 'true',
  'x-oss-version-id': version,
});

/** Whether what was removed is the mark of a deletion. */
export const wasMarker = (removed: ObjectHead | DeleteMarker | undefined): boolean =>
  removed !== undefined && !('size' in removed);

/**
 * Refuses a call that may name a version, where that is not there or is the mark of a deletion. Source: OSS API reference,
 * GetObject, GetObjectACL and PutObjectTagging.
 */
export async function holdVersion(call: ObjectCall, asked: AskedOfObject): Promise<void> {
  const { world, bucket, key, head, version, request } = asked;
  if (head !== undefined || call.takesVersion !== true) return;
  const marker = await world.store.marker(bucket.name, key, version);
  const headers = marker && markerHeaders(marker);
  const isOfHead = call.query === 'tagging' || call.query === 'acl';
  if (version === undefined || (marker && isOfHead))
    refuse('no-such-key', { fields: { Key: key }, ...(headers && { headers }) });
  if (!marker) refuse('no-such-version', { fields: { Key: key, VersionId: version } });
  refuse('method-not-allowed', {
    fields: { Method: request.method, ResourceType: 'DeleteMarker' },
    headers: { ...headers, Allow: 'DELETE' },
  });
}
