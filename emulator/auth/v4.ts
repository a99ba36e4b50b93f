import { createHash, createHmac } from 'node:crypto';
import type { Signed, Where } from './claim.ts';
import { percentEncode } from './octets.ts';
import { isSubResource } from './sub-resources.ts';

/** Names the scheme in the Authorization header, in signed URLs and in the string to sign. */
export const algorithm = 'OSS4-HMAC-SHA256';
/** The last part of every credential. */
export const terminator = 'aliyun_v4_request';
/** What stands for the hash of a payload that is not signed. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD';

/** What a signing key is good for: one day (`20231216`) in one region (`cn-hangzhou`). */
export interface Scope {
  readonly day: string;
  readonly region: string;
}

/** `/bucket/key`, `/bucket/` or `/`; the bucket is in it however it was addressed. */
function canonicalUri({ bucket, key }: Where): string {
  const path = bucket === undefined ? '/' : `/${bucket}/${key ?? ''}`;
  return path.split('/').map(percentEncode).join('/');
}

/** Whether an empty value that the client wrote as one (`prefix=`) has its `=` in what is signed, too (Q192). */
export type Empty = 'bare' | 'written';

/**
 * All pairs but the signature itself, in the order of their encoded names; one without a value is its name alone. The
 * pairs are encoded anew, because a client may write on the wire what it signs in another encoding (ali-oss leaves
 * `!'()*` as they are and signs them encoded).
 */
function canonicalQuery(query: Signed['query'], empty: Empty): string {
  return query.pairs
    .filter(({ name }) => name !== 'x-oss-signature')
    .map((pair) => {
      const [name, value] = [percentEncode(pair.name), percentEncode(pair.value)];
      const isBare = value === '' && !(empty === 'written' && isWrittenEmpty(pair));
      return { name, value, text: isBare ? name : `${name}=${value}` };
    })
    .sort((one, other) => compare(one.name, other.name) || compare(one.value, other.value))
    .map(({ text }) => text)
    .join('&');
}

/** ali-oss signs sub-resources bare, and every other empty value with its `=`. */
export const isWrittenEmpty = ({ name, rawValue }: Signed['query']['pairs'][number]): boolean =>
  rawValue === '' && !isSubResource(name);

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

const signedByDefault = /^(?:x-oss-.*|content-type|content-md5)$/;

/**
 * The six parts of a request that a V4 signature covers, in octets. `additional` names headers, in lower case and
 * sorted, that the client signs besides `x-oss-*`, Content-Type and Content-MD5; each is in the request. The payload
 * counts by what `x-oss-content-sha256` says of it.
 * Source: OSS API reference, Include a V4 signature in the Authorization header.
 */
export function canonicalRequest(
  { method, headers, query }: Signed,
  where: Where,
  additional: readonly string[],
  empty: Empty = 'bare',
): string {
  const names = Object.keys(headers).filter(
    (name) => signedByDefault.test(name) || additional.includes(name),
  );
  const lines = names.sort().map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`);
  return [
    method,
    canonicalUri(where),
    canonicalQuery(query, empty),
    lines.join(''),
    additional.join(';'),
    headers['x-oss-content-sha256'] || unsignedPayload,
  ].join('\n');
}

/** The string that is signed for a canonical request, dated like `20231216T162057Z`. */
export function stringToSign(canonical: string, date: string, { day, region }: Scope): string {
  const digest = createHash('sha256').update(canonical, 'latin1').digest('hex');
  return [algorithm, date, `${day}/${region}/oss/${terminator}`, digest].join('\n');
}

/** The signature in lower-case hexadecimal. */
export function sign(secret: string, { day, region }: Scope, octets: string): string {
  const hmac = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text, 'latin1');
  let key: string | Buffer = `aliyun_v4${secret}`;
  for (const part of [day, region, 'oss', terminator]) key = hmac(key, part).digest();
  return hmac(key, octets).digest('hex');
}
