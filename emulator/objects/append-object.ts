import { createHash } from 'node:crypto';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { declaredMd5, holdMd5 } from '../http/body.ts';
import type { Query } from '../http/query.ts';
import type { ObjectHead } from '../store/object.ts';
import { incomingBytes, maxBytes } from './incoming-bytes.ts';
import { readNewObject } from './new-object.ts';
import { versionHeader } from './version.ts';

/** Where a request means to append. */
function readPosition(query: Query): number {
  const value = query.get('position') ?? '';
  if (value === '') refuse('position-missing');
  const fields = { value, ArgumentName: 'position', ArgumentValue: value };
  if (!/^\d{1,15}$/.test(value)) refuse('position-invalid', { fields });
  return Number(value);
}

const next = (size: number) => ({ 'x-oss-next-append-position': String(size) });

/** Refuses to append to what takes no more, or somewhere else than at its end; what is not there ends at 0. */
function holdEnd(old: ObjectHead | undefined, position: number): void {
  const { type = 'Appendable', size = 0 } = old ?? {};
  if (type !== 'Appendable') refuse('not-appendable');
  if (position !== size) refuse('position-not-length', { headers: next(size) });
}

/** Appends; of the headers of later appends none is kept (Q218). */
export const appendObject: ObjectCall = {
  name: 'AppendObject',
  method: 'POST',
  on: 'object',
  query: 'append',
  right: 'write-object',
  run: async ({ request, world, bucket, key, head }) => {
    const position = readPosition(request.query);
    // At once, and again when the body has ended: another append may have ended before.
    holdEnd(head, position);
    const declared = declaredMd5(request);
    const incoming = incomingBytes(request);
    const object = readNewObject(request.headers, bucket);
    const md5 = createHash('md5');
    const bytes = async function* () {
      for await (const chunk of incoming) {
        md5.update(chunk);
        yield chunk;
      }
    };
    const made =
      (await world.store.append(bucket.name, key, bytes(), object, (longer, old) => {
        holdMd5(declared, md5.digest('base64'));
        holdEnd(old, position);
        if (longer.size > maxBytes) refuse('too-large');
      })) ?? refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
    const { etag, crc64, size } = made;
    const said = { ETag: `"${etag}"`, 'x-oss-hash-crc64ecma': crc64, ...next(size) };
    return { status: 200, headers: { ...said, ...versionHeader(bucket, made) } };
  },
};
