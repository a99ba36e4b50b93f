import { specOf } from '../../spec/corpus.ts';
import type { AskedOfObject } from '../call.ts';
import { readBody } from '../http/body.ts';
import { decodeLoosely } from '../http/query.ts';

/**
 * The process text of a POST, whose body is `<parameter>=…`, raw (most SDKs) or form-encoded (ali-oss); empty where it is not.
 * Raw base64 may hold a `+`, so that only what holds a `%` is decoded, and a `+` never.
 */
export async function readProcessBody(
  { request, bucket }: AskedOfObject,
  parameter: string,
): Promise<string> {
  const limit = Number(specOf(bucket.edition).chain['post-body'].is);
  const body = (await readBody(request, limit)).toString();
  return body.startsWith(`${parameter}=`) ? decodeLoosely(body.slice(parameter.length + 1)) : '';
}
