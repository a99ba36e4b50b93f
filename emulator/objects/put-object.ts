import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { declaredMd5, holdMd5 } from '../http/body.ts';
import type { ObjectHead } from '../store/object.ts';
import { incomingBytes } from './incoming-bytes.ts';
import { readNewObject } from './new-object.ts';
import { holdOverwrite } from './overwrite.ts';
import { versionHeader } from './version.ts';

export const putObject: ObjectCall = {
  name: 'PutObject',
  method: 'PUT',
  on: 'object',
  right: 'write-object',
  run: async ({ request, world, bucket, key, head }) => {
    const { headers } = request;
    const bytes = incomingBytes(request);
    const holdNew = (old: ObjectHead | undefined) =>
      holdOverwrite(headers['x-oss-forbid-overwrite'], bucket, old);
    // At once, and again when the body has ended: another put may have ended before.
    holdNew(head);
    const declared = declaredMd5(request);
    const object = readNewObject(headers, bucket);
    const put =
      (await world.store.put(bucket.name, key, bytes, object, ({ md5 }, old) => {
        holdMd5(declared, md5);
        holdNew(old);
      })) ?? refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
    const { etag, md5, crc64 } = put;
    return {
      status: 200,
      headers: {
        ETag: `"${etag}"`,
        'Content-MD5': md5,
        'x-oss-hash-crc64ecma': crc64,
        ...versionHeader(bucket, put),
      },
    };
  },
};
