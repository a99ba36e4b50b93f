import { specOf } from '../../spec/corpus.ts';
import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { holdConditions } from '../http/conditions.ts';
import type { Response } from '../http/message.ts';
import { decodeLoosely } from '../http/query.ts';
import type * as Line from '../process/line.ts';
import { identityHeaders, metaHeaders } from './headers.ts';

const parameter = 'x-oss-process';

/** The engine is most of a start; whoever never asks for a process never loads it, and nobody twice. */
let line: Promise<typeof Line> | undefined;
const loadLine = () => (line ??= import('../process/line.ts'));

/**
 * Binds the text, then looks for the object, then holds the conditions, then renders (Q030). ETag and Last-Modified are
 * the source's; its CRC and MD5 are not sent, since SDKs compare them with the bytes they receive.
 */
async function process(asked: AskedOfObject, text: string): Promise<Response> {
  const { request, world, bucket, key } = asked;
  const { bindText, render } = await loadLine();
  const spec = specOf(bucket.edition);
  const bound = bindText(text, spec, (name) => bucket.styles[name]?.content);
  const object =
    (await world.store.open(bucket.name, key)) ??
    refuse('no-such-source', { fields: { Key: key } });
  try {
    const identity = identityHeaders(object.head);
    holdConditions(request.headers, object.head, { ...identity, ...metaHeaders(object.head) });
    const { type, bytes } = await render(bound, object, bucket, world.settings);
    return { status: 200, headers: { 'Content-Type': type, ...identity }, body: bytes };
  } finally {
    await object.close();
  }
}

const row = { on: 'object', query: parameter, right: 'read-object' } as const;
const ask = (asked: AskedOfObject) => process(asked, asked.request.query.get(parameter) ?? '');

export const getProcessed: ObjectCall = { ...row, name: 'GetObject', method: 'GET', run: ask };
/** The headers of the GET, its length too (Q028). */
export const headProcessed: ObjectCall = { ...row, name: 'HeadObject', method: 'HEAD', run: ask };

/**
 * The body is `x-oss-process=…`, raw (most SDKs) or form-encoded (ali-oss). Raw base64 may hold a `+`, so that only what
 * holds a `%` is decoded, and a `+` never.
 */
export const postProcessed: ObjectCall = {
  ...row,
  name: 'ProcessObject',
  method: 'POST',
  run: async (asked) => {
    const limit = Number(specOf(asked.bucket.edition).chain['post-body'].is);
    const body = (await readBody(asked.request, limit)).toString();
    const text = body.startsWith(`${parameter}=`) ? body.slice(parameter.length + 1) : '';
    return process(asked, decodeLoosely(text));
  },
};
