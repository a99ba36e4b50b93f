import { Readable } from 'node:stream';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import type { NewObject, ObjectHead } from '../store/object.ts';
import { conditionsOf, findSource, invalid } from './copy-source.ts';
import { readNewObject } from './new-object.ts';
import { holdOverwrite } from './overwrite.ts';
import { sourceHeader, versionHeader } from './version.ts';

/** 1 GB, the most that is copied in one call (OSS API reference, CopyObject). */
const maxBytes = 1024 ** 3;

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
      (await world.store.open(from.bucket.name, from.key, from.version)) ??
      refuse('no-such-key', { fields: { Key: from.key } });
    try {
      const { head } = source;
      holdConditions(conditionsOf(request.headers), head, {});
      if (head.size > maxBytes) refuse('too-large');
      const holdNew = (_: ObjectHead, old: ObjectHead | undefined) =>
        holdOverwrite(request.headers['x-oss-forbid-overwrite'], bucket, old);
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
      const headers = {
        ETag: `"${etag}"`,
        'x-oss-hash-crc64ecma': crc64,
        ...versionHeader(bucket, made),
        ...sourceHeader(from.bucket, head),
      };
      return { ...answer, headers: { ...answer.headers, ...headers } };
    } finally {
      await source.close();
    }
  },
};
