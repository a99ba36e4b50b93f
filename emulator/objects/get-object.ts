import { specOf } from '../../spec/corpus.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import type { Response } from '../http/message.ts';
import { readRange } from '../http/range.ts';
import type { OpenObject } from '../store/object.ts';
import { openThrough } from './follow.ts';
import { identityHeaders, metaHeaders, objectHeaders } from './headers.ts';
import { readResponseHeaders } from './response-headers.ts';
import { countHeader } from './tags.ts';
import { versionHeader } from './version.ts';

/** Answers from an object that is held open; whoever writes the answer closes its stream. */
function tell(
  asked: AskedOfObject,
  object: OpenObject,
  overrides: Record<string, string>,
): Response {
  const { request } = asked;
  const { head } = object;
  const kept = { ...identityHeaders(head), ...metaHeaders(head) };
  holdConditions(request.headers, head, kept);
  const headers = {
    ...objectHeaders(head),
    ...versionHeader(asked.bucket, head),
    ...countHeader(asked, head),
    ...overrides,
  };
  const range = readRange(request.headers, head.size);
  if (range === undefined) return { status: 200, headers, body: object.stream() };
  const { first, last } = range;
  // The MD5 of the whole object would be taken for that of the bytes sent; the C# SDK compares them.
  const { 'Content-MD5': _, ...others } = headers;
  const partial = {
    'Content-Range': `bytes ${first}-${last}/${head.size}`,
    'Content-Length': String(last - first + 1),
  };
  return { status: 206, headers: { ...others, ...partial }, body: object.stream(range) };
}

export const getObject: ObjectCall = {
  name: 'GetObject',
  method: 'GET',
  on: 'object',
  right: 'read-object',
  takesVersion: true,
  run: async (asked) => {
    const { bucket, key } = asked;
    const overrides = readResponseHeaders(asked, specOf(bucket.edition));
    const object =
      (await openThrough(asked, key)) ?? refuse('no-such-key', { fields: { Key: key } });
    try {
      return tell(asked, object, overrides);
    } catch (error) {
      await object.close();
      throw error;
    }
  },
};
