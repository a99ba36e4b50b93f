import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readEncoding } from '../http/encoding-type.ts';
import { answerXml } from '../http/respond.ts';
import type { ObjectHead } from '../store/object.ts';
import type { ChooseParts } from '../store/uploads.ts';
import { holdOverwrite } from './overwrite.ts';
import { chooseParts, readParts } from './part-list.ts';
import { partLimits } from './part-number.ts';
import { findUpload, refuseUpload } from './upload-id.ts';
import { versionHeader } from './version.ts';

const completeAll = 'x-oss-complete-all';

/** All parts that there are, or those that the body names. */
async function readChoice({ request, bucket }: AskedOfObject, id: string): Promise<ChooseParts> {
  const value = request.headers[completeAll];
  const fields = { ArgumentName: completeAll, ArgumentValue: value ?? '' };
  if (value !== undefined && value !== 'yes') refuse('complete-all', { fields });
  const limits = partLimits(bucket);
  const named = await readParts(request, limits);
  if (value === undefined) {
    const parts = named ?? refuse('malformed-parts', { fields: { ErrorDetail: 'no body' } });
    return (there) => chooseParts(there, parts, id, limits);
  }
  if (named !== undefined) refuse('complete-twofold', { fields });
  return (there) => {
    if (there.length === 0) refuse('malformed-parts', { fields: { ErrorDetail: 'no parts' } });
    return chooseParts(there, there, id, limits);
  };
}

export const completeMultipartUpload: ObjectCall = {
  name: 'CompleteMultipartUpload',
  method: 'POST',
  on: 'object',
  query: 'uploadId',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket, key, head } = asked;
    const { headers, secure, path } = request;
    const encoding = readEncoding(request.query);
    const holdNew = (old: ObjectHead | undefined) =>
      holdOverwrite(headers['x-oss-forbid-overwrite'], bucket, old);
    const { id } = await findUpload(asked);
    holdNew(head);
    const choice = await readChoice(asked, id);
    const made =
      (await world.store.uploads.complete(bucket.name, id, choice, (_, old) => holdNew(old))) ??
      refuseUpload(id);
    const { etag, crc64 } = made;
    const answer = answerXml({
      CompleteMultipartUploadResult: {
        EncodingType: encoding.type,
        // As the client wrote host and path.
        Location: `${secure ? 'https' : 'http'}://${headers['host'] ?? ''}${path}`,
        Bucket: bucket.name,
        Key: encoding.write(key),
        ETag: `"${etag}"`,
      },
    });
    const said = { ETag: `"${etag}"`, 'x-oss-hash-crc64ecma': crc64 };
    return { ...answer, headers: { ...answer.headers, ...said, ...versionHeader(bucket, made) } };
  },
};
