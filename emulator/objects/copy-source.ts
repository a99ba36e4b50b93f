import { fromOctets } from '../auth/octets.ts';
import { permit } from '../auth/permit.ts';
import { keepOriginal } from '../auth/protection.ts';
import { isBucketName } from '../buckets/name.ts';
import type { AskedOfObject } from '../call.ts';
import { refuse } from '../errors.ts';
import { parseQuery } from '../http/query.ts';
import type { Bucket } from '../store/bucket.ts';
import { readVersion } from './version.ts';

export const invalid = (name: string, value: string, reason: string) =>
  refuse('invalid-argument', { fields: { reason, ArgumentName: name, ArgumentValue: value } });

/** `/bucket/k%20ey[?versionId=…]`; the slash in front may be missing. */
function readSource(text: string): { bucket: string; key: string; version: string | undefined } {
  const wrong = () =>
    invalid('x-oss-copy-source', text, 'Copy Source must mention the source bucket and key.');
  const [path = '', query = ''] = text.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash < 1) return wrong();
  try {
    const [bucket, key] = [path.slice(0, slash), path.slice(slash + 1)].map(decodeURIComponent);
    const version = readVersion(parseQuery(query));
    return bucket && key ? { bucket, key, version } : wrong();
  } catch (error) {
    if (error instanceof URIError) return wrong();
    throw error;
  }
}

/** The conditions of a copy, by the names that a GET has for them. */
export function conditionsOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = 'x-oss-copy-source-';
  const pairs = Object.entries(headers).filter(([name]) => name.startsWith(`${prefix}if-`));
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** What is copied. */
export interface Source {
  readonly bucket: Bucket;
  readonly key: string;
  readonly version: string | undefined;
}

/** What the header `x-oss-copy-source` names, held against what the requester may read. */
export async function findSource({
  request,
  world,
  principal,
  address,
  bucket: target,
}: AskedOfObject): Promise<Source> {
  const named = readSource(fromOctets(request.headers['x-oss-copy-source'] ?? ''));
  const bucket =
    (isBucketName(named.bucket) ? await world.store.getBucket(named.bucket) : undefined) ??
    refuse('no-such-bucket', { fields: { BucketName: named.bucket } });
  const { key, version } = named;
  const head = await world.store.head(bucket.name, key, version);
  permit(principal, 'read-object', bucket, head);
  if (head) keepOriginal({ principal, bucket, address }, named.key, 'original'); // Q207
  if (bucket.region !== target.region) refuse('copy-between-regions');
  if (!head && version !== undefined)
    refuse('no-such-version', { fields: { Key: key, VersionId: version } });
  return { bucket, key, version };
}
