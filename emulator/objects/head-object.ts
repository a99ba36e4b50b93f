import { specOf } from '../../spec/corpus.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { holdConditions } from '../http/conditions.ts';
import type { ObjectHead } from '../store/object.ts';
import { followHead } from './follow.ts';
import { identityHeaders, metaHeaders, objectHeaders } from './headers.ts';
import { readResponseHeaders } from './response-headers.ts';
import { countHeader } from './tags.ts';
import { versionHeader } from './version.ts';

const found = ({ key, head }: AskedOfObject): ObjectHead =>
  head ?? refuse('no-such-key', { fields: { Key: key } });

export const headObject: ObjectCall = {
  name: 'HeadObject',
  method: 'HEAD',
  on: 'object',
  right: 'read-object',
  takesVersion: true,
  run: async (asked) => {
    const overrides = readResponseHeaders(asked, specOf(asked.bucket.edition));
    const head = await followHead(asked, found(asked));
    const kept = { ...identityHeaders(head), ...metaHeaders(head) };
    holdConditions(asked.request.headers, head, kept);
    const headers = {
      ...objectHeaders(head),
      ...versionHeader(asked.bucket, head),
      ...countHeader(asked, head),
      ...overrides,
    };
    return { status: 200, headers };
  },
};

/** Less than HeadObject says, and of a link what it is itself. Source: OSS API reference, GetObjectMeta. */
export const getObjectMeta: ObjectCall = {
  name: 'GetObjectMeta',
  method: 'HEAD',
  on: 'object',
  query: 'objectMeta',
  right: 'read-object',
  takesVersion: true,
  run: (asked) => {
    const head = found(asked);
    const headers = {
      ...identityHeaders(head),
      ...versionHeader(asked.bucket, head),
      'Content-Length': String(head.size),
    };
    return { status: 200, headers };
  },
};
