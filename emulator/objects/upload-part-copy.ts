import { Readable } from 'node:stream';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import { readRange } from '../http/range.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { conditionsOf, findSource } from './copy-source.ts';
import { openThrough } from './follow.ts';
import { maxBytes } from './incoming-bytes.ts';
import { partLimits, readPartNumber } from './part-number.ts';
import { findUpload, refuseUpload } from './upload-id.ts';
import { sourceHeader } from './version.ts';

/** A part of an object that is there already, or of a range of it. */
export const uploadPartCopy: ObjectCall = {
  name: 'UploadPartCopy',
  method: 'PUT',
  on: 'object',
  query: 'uploadId',
  header: 'x-oss-copy-source',
  right: 'write-object',
  run: async (asked) => {
    const { request, world, bucket } = asked;
    const number = readPartNumber(request.query, partLimits(bucket));
    const { id } = await findUpload(asked, { ec: '0042-00000104' });
    const from = await findSource(asked);
    const source =
      (await openThrough({ ...asked, ...from }, from.key)) ??
      refuse('no-such-key', { fields: { Key: from.key } });
    try {
      const { head } = source;
      holdConditions(conditionsOf(request.headers), head, {});
      // As of a GET, a range that leaves the source is passed over (Q214).
      const range = readRange(
        { range: request.headers['x-oss-copy-source-range'] ?? '' },
        head.size,
      );
      const size = range === undefined ? head.size : range.last - range.first + 1;
      if (size > maxBytes) refuse('too-large');
      const bytes: AsyncIterable<Uint8Array> = Readable.from(source.stream(range));
      const { etag, modified } =
        (await world.store.uploads.putPart(bucket.name, id, number, bytes)) ?? refuseUpload(id);
      const answer = answerXml({
        CopyPartResult: { LastModified: formatIsoDate(modified), ETag: `"${etag}"` },
      });
      const headers = { ...answer.headers, ETag: `"${etag}"`, ...sourceHeader(from.bucket, head) };
      return { ...answer, headers };
    } finally {
      await source.close();
    }
  },
};
