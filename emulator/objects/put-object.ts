import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { declaredMd5, holdMd5 } from '../http/body.ts';
import type { ObjectHead } from '../store/store.ts';
import { readNewObject } from './new-object.ts';

/** 5 GB, the most that one put may bring (OSS API reference, PutObject). */
const maxBytes = 5 * 1024 ** 3;

/** Refuses a body that tells neither its length nor that it is chunked, or that says how far too long it is. */
function holdLength(headers: Readonly<Record<string, string>>): void {
  const length = headers['content-length'];
  if (length === undefined && headers['transfer-encoding'] === undefined)
    refuse('no-content-length');
  if (Number(length ?? 0) > maxBytes) refuse('too-large');
}

async function* bound(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) refuse('too-large');
    yield chunk;
  }
}

export const putObject: ObjectCall = {
  name: 'PutObject',
  method: 'PUT',
  on: 'object',
  right: 'write-object',
  run: async ({ request, world, bucket, key, head }) => {
    const { headers, body } = request;
    holdLength(headers);
    const holdNew = (old: ObjectHead | undefined) => {
      if (headers['x-oss-forbid-overwrite'] === 'true' && old) refuse('object-exists');
    };
    // At once, and again when the body has ended: another put may have ended before.
    holdNew(head);
    const declared = declaredMd5(request);
    const object = readNewObject(headers, bucket);
    const put =
      (await world.store.put(bucket.name, key, bound(body), object, ({ md5 }, old) => {
        holdMd5(declared, md5);
        holdNew(old);
      })) ?? refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
    const { etag, md5, crc64 } = put;
    return {
      status: 200,
      headers: { ETag: `"${etag}"`, 'Content-MD5': md5, 'x-oss-hash-crc64ecma': crc64 },
    };
  },
};
