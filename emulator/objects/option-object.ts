import type { AskedOfBucket, BucketCall, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { corsHeaders, findRule } from '../http/cors.ts';
import type { Response } from '../http/message.ts';

/** Names between commas, as they were written. */
const namesIn = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Whether a browser may send what it is about to; nobody looks for the object or asks who it is. */
function preflight({ request: { headers }, bucket }: AskedOfBucket): Response {
  const asked = {
    origin: headers['origin'] ?? refuse('cors-without-origin'),
    method: headers['access-control-request-method'] ?? refuse('cors-without-method'),
    headers: namesIn(headers['access-control-request-headers'] ?? ''),
  };
  const rule = findRule(bucket.cors, asked) ?? refuse('cors-forbidden');
  return { status: 200, headers: corsHeaders(rule, asked) };
}

const row = { name: 'OptionObject', method: 'OPTIONS', right: 'anybody', run: preflight } as const;

export const optionObject: ObjectCall = { ...row, on: 'object' };
/** As a browser asks before it posts a form, or lists. */
export const optionBucket: BucketCall = { ...row, on: 'bucket' };
