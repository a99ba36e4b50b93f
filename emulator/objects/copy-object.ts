import { Readable } from 'node:stream';
import { fromOctets } from '../auth/octets.ts';
import { permit } from '../auth/permit.ts';
import { keepOriginal } from '../auth/protection.ts';
import { isBucketName } from '../buckets/name.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import type { Bucket, NewObject, ObjectHead } from '../store/store.ts';
import { readNewObject } from './new-object.ts';

/** 1 GB, the most that is copied in one call (OSS API reference, CopyObject). */
const maxBytes = 1024 ** 3;

const invalid = (name: string, value: string, reason: string) =>
  refuse('invalid-argument', { fields: { reason, ArgumentName: name, ArgumentValue: value } });

/** `/bucket/k%20ey[?versionId=…]`; the slash in front may be missing. */
function readSource(text: string): { bucket: string; key: string } {
  const wrong = () =>
    invalid('x-oss-copy-source', text, 'Copy Source must mention the source bucket and key.');
  const [path = ''] = text.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash < 1) return wrong();
  try {
    const [bucket, key] = [path.slice(0, slash), path.slice(slash + 1)].map(decodeURIComponent);
    return bucket && key ? { bucket, key } : wrong();
  } catch {
    return wrong();
  }
}

/** The conditions of a copy, by the names that a GET has for them. */
function conditionsOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = 'x-oss-copy-source-';
  const pairs = Object.entries(headers).filter(([name]) => name.startsWith(`${prefix}if-`));
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** Whether a header says REPLACE, and not COPY. */
function isReplaced({ request }: AskedOfObject, what: 'metadata' | 'tagging'): boolean {
  const name = `x-oss-${what}-directive`;
  const directive = (request.headers[name] ?? 'COPY').toUpperCase();
  if (directive !== 'COPY' && directive !== 'REPLACE')
    invalid(name, directive, `Unknown ${what} directive.`);
  return directive === 'REPLACE';
}

/** What is taken from the source, or by REPLACE from the request; the ACL is always the request's. */
function newObject(asked: AskedOfObject, source: ObjectHead): NewObject {
  const own = readNewObject(asked.request.headers, asked.bucket);
  const { headers, meta, tags = [], target } = source;
  return {
    ...own,
    ...(!isReplaced(asked, 'metadata') && { headers, meta }),
    ...(!isReplaced(asked, 'tagging') && { tags }),
    // A link is copied, not what it leads to (OSS API reference, CopyObject).
    ...(target !== undefined && { target }),
  };
}

async function findSource({
  request,
  world,
  principal,
  address,
  bucket: target,
}: AskedOfObject): Promise<{ bucket: Bucket; key: string }> {
  const named = readSource(fromOctets(request.headers['x-oss-copy-source'] ?? ''));
  const bucket =
    (isBucketName(named.bucket) ? await world.store.getBucket(named.bucket) : undefined) ??
    refuse('no-such-bucket', { fields: { BucketName: named.bucket } });
  const head = await world.store.head(bucket.name, named.key);
  permit(principal, 'read-object', bucket, head);
  if (head) keepOriginal({ principal, bucket, address }, named.key, 'original'); // Q207
  if (bucket.region !== target.region) refuse('copy-between-regions');
  return { bucket, key: named.key };
}

export const copyObject: ObjectCall = {
  name: 'CopyObject',
  method: 'PUT',
  on: 'object',
  header: 'x-oss-copy-source',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket, key } = asked;
    const from = await findSource(asked);
    const source =
      (await world.store.open(from.bucket.name, from.key)) ??
      refuse('no-such-key', { fields: { Key: from.key } });
    try {
      const { head } = source;
      holdConditions(conditionsOf(request.headers), head, {});
      if (head.size > maxBytes) refuse('too-large');
      const holdNew = (_: ObjectHead, old: ObjectHead | undefined) => {
        if (request.headers['x-oss-forbid-overwrite'] === 'true' && old) refuse('object-exists');
      };
      const object = newObject(asked, head);
      // An open object stays what it was, so that one may be copied onto itself.
      const body: AsyncIterable<Uint8Array> = Readable.from(source.stream());
      const made =
        (await world.store.put(bucket.name, key, body, object, holdNew)) ??
        refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
      const { etag, modified, crc64 } = made;
      const answer = answerXml({
        CopyObjectResult: { ETag: `"${etag}"`, LastModified: formatIsoDate(modified) },
      });
      const headers = { ETag: `"${etag}"`, 'x-oss-hash-crc64ecma': crc64 };
      return { ...answer, headers: { ...answer.headers, ...headers } };
    } finally {
      await source.close();
    }
  },
};
