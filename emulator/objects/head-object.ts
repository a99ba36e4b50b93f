import { specOf } from '../../spec/corpus.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import type { ObjectHead } from '../store/store.ts';
import { identityHeaders, metaHeaders, objectHeaders } from './headers.ts';
import { readResponseHeaders } from './response-headers.ts';
import { countHeader } from './tags.ts';

function held({ request, key, head }: AskedOfObject): ObjectHead {
  if (head === undefined) refuse('no-such-key', { fields: { Key: key } });
  holdConditions(request.headers, head, { ...identityHeaders(head), ...metaHeaders(head) });
  return head;
}

export const headObject: ObjectCall = {
  name: 'HeadObject',
  method: 'HEAD',
  on: 'object',
  right: 'read-object',
  run: (asked) => {
    const overrides = readResponseHeaders(asked, specOf(asked.bucket.edition));
    const head = held(asked);
    const headers = { ...objectHeaders(head), ...countHeader(asked, head), ...overrides };
    return { status: 200, headers };
  },
};

/** Less than HeadObject says, and cheaper on the service. */
export const getObjectMeta: ObjectCall = {
  name: 'GetObjectMeta',
  method: 'HEAD',
  on: 'object',
  query: 'objectMeta',
  right: 'read-object',
  run: ({ key, head }) => {
    if (head === undefined) refuse('no-such-key', { fields: { Key: key } });
    const headers = { ...identityHeaders(head), 'Content-Length': String(head.size) };
    return { status: 200, headers };
  },
};
