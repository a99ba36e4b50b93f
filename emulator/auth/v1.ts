import { createHmac } from 'node:crypto';
import { refuse } from '../errors.ts';
import type { Claim, Covered, Signed, Where } from './claim.ts';
import { holdExpiry, holdSkew, readBasicDate, readHttpDate } from './clock.ts';
import { fromOctets, toOctets } from './octets.ts';
import { isSubResource } from './sub-resources.ts';

/** Every `x-oss-` header as `name:value\n`, in the order of their names. */
function canonicalHeaders(headers: Signed['headers']): string {
  const names = Object.keys(headers).filter((name) => name.startsWith('x-oss-'));
  return names
    .sort()
    .map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`)
    .join('');
}

/** `/bucket/key?acl&x-oss-process=…`, nothing percent-encoded. Of a parameter given twice the first counts. */
function canonicalResource(
  query: Signed['query'],
  { bucket, key }: Where,
  left: readonly string[],
): string {
  const path = bucket === undefined ? '/' : `/${bucket}/${key ?? ''}`;
  const isSigned = (name: string) => isSubResource(name) && !left.includes(name);
  const names = new Set(query.pairs.map(({ name }) => name).filter(isSigned));
  const parameters = [...names].sort().map((name) => {
    const value = query.get(name) ?? '';
    return value === '' ? name : `${name}=${value}`;
  });
  return toOctets(parameters.length === 0 ? path : `${path}?${parameters.join('&')}`);
}

/**
 * The string that a V1 signature covers, in octets. `date` is the text of the date line: the date header's value, or
 * the seconds of `Expires` for a signed URL. `left` are parameters that are left out. The Host header plays no part in it.
 * Source: OSS API reference, Include signatures in the Authorization header.
 */
export function stringToSign(
  request: Signed,
  where: Where,
  date: string,
  left: readonly string[] = [],
): string {
  const { method, headers, query } = request;
  const lines = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', date];
  return `${lines.join('\n')}\n${canonicalHeaders(headers)}${canonicalResource(query, where, left)}`;
}

/** Base64 of the HMAC-SHA1 over the octets of a string to sign. */
export function sign(secret: string, octets: string): string {
  return createHmac('sha1', secret).update(octets, 'latin1').digest('base64');
}

/** What is claimed of a request, besides what it covers. */
type Claimed = Required<Pick<Claim, 'accessKeyId' | 'signature' | 'restate'>>;

const claimed = (claim: Claimed, request: Signed, where: Where): Claim => ({
  ...claim,
  ...claim.restate(request, where),
  mismatch: 'signature-mismatch-v1',
});

function cover(...all: Parameters<typeof stringToSign>): Covered {
  const text = stringToSign(...all);
  return { stringToSign: text, sign: (secret) => sign(secret, text) };
}

/** Reads `Authorization: OSS <id>:<signature>` and holds the request's date against now (milliseconds since 1970). */
export function readV1Header(request: Signed, where: Where, now: number): Claim {
  const authorization = request.headers['authorization'] ?? '';
  const fields = { Authorization: fromOctets(authorization) };
  const credential = authorization.slice('OSS '.length);
  const colon = credential.indexOf(':');
  if (colon < 0) refuse('authorization-without-colon', { fields });
  const accessKeyId = credential.slice(0, colon).trim();
  const signature = credential.slice(colon + 1).trim();
  if (accessKeyId === '') refuse('authorization-without-key', { fields });
  if (signature === '') refuse('authorization-without-signature', { fields });

  const own = request.headers['x-oss-date'];
  const date = own ?? request.headers['date'] ?? refuse('date-missing');
  // Both forms are sent in x-oss-date: ali-oss writes an HTTP date, the page of error 0002-00000503 shows ISO 8601.
  const dated = readHttpDate(date) ?? (own === undefined ? undefined : readBasicDate(own));
  holdSkew(dated ?? refuse('date-malformed'), now);
  const restate: Claimed['restate'] = (other, there) => cover(other, there, date);
  return claimed({ accessKeyId, signature, restate }, request, where);
}

/** Reads `?OSSAccessKeyId=…&Expires=…&Signature=…` and refuses it after its time, whatever the signature says. */
export function readV1Url(request: Signed, where: Where, now: number): Claim {
  const { query } = request;
  const accessKeyId = query.get('OSSAccessKeyId') ?? refuse('url-key-missing');
  const expires = query.get('Expires') ?? refuse('url-expires-missing');
  const signature = query.get('Signature') ?? refuse('url-signature-missing');
  if (accessKeyId === '') refuse('url-key-empty');
  if (expires === '') refuse('url-expires-empty');
  if (signature === '') refuse('url-signature-empty');
  if (!/^\d+$/.test(expires)) refuse('url-expires-malformed');
  holdExpiry(Number(expires) * 1000, now);
  // Such a URL of an original lets whoever has it append a process; suite of the C SDK, September 2019 (Q189).
  const left = query.has('x-oss-sign-origin-only') ? ['x-oss-process'] : [];
  const claim: Claimed = {
    accessKeyId: toOctets(accessKeyId),
    signature: toOctets(signature),
    restate: (other, there) => cover(other, there, expires, left),
  };
  return claimed(claim, request, where);
}
