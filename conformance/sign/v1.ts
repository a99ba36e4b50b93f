import { createHmac } from 'node:crypto';
import type { Keys, Parameter, Unsigned } from './request.ts';
import { byName, lowerNames } from './request.ts';

/** The parameters besides `x-oss-*` that a V1 signature covers, as far as the suite sends them. */
const resourceParameters = new Set(
  [
    'acl bucketInfo location stat cors tagging symlink restore append position delete objectMeta uploads uploadId',
    'partNumber versions versionId versioning style styleName processConfiguration img cname comp live',
    'continuation-token security-token callback callback-var resourceGroup response-content-type',
    'response-content-language response-content-encoding response-content-disposition response-cache-control',
    'response-expires',
  ].flatMap((line) => line.split(' ')),
);

/** `date` is the text of the fourth line. */
function signatureOf(request: Unsigned, date: string, secret: string): string {
  const headers = lowerNames(request.headers);
  const line = (name: string) => headers.get(name) ?? '';
  const ossHeaders = [...headers].filter(([name]) => name.startsWith('x-oss-')).sort(byName);
  const parameters = request.query
    .filter(([name]) => name.startsWith('x-oss-') || resourceParameters.has(name))
    .sort(byName)
    .map(([name, value]) => (value ? `${name}=${value}` : name));
  const path = `/${request.bucket === undefined ? '' : `${request.bucket}/`}${request.key ?? ''}`;
  const resource = parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
  const hmac = createHmac('sha1', secret);
  for (const text of [request.method, line('content-md5'), line('content-type'), date]) {
    hmac.update(`${text}\n`);
  }
  for (const [name, value] of ossHeaders) hmac.update(`${name}:${value}\n`);
  return hmac.update(resource).digest('base64');
}

/**
 * The headers that sign a request by V1: Authorization, and `x-oss-date` where the request is not dated yet. Send them
 * with the request as it stands; it must not name a parameter twice.
 * Source: OSS API reference, Include signatures in the Authorization header.
 */
export function signV1Header(request: Unsigned, keys: Keys, at: Date): Record<string, string> {
  const given = lowerNames(request.headers);
  const date = given.get('x-oss-date') ?? given.get('date');
  const added = {
    ...(keys.securityToken !== undefined && { 'x-oss-security-token': keys.securityToken }),
    ...(date === undefined && { 'x-oss-date': at.toUTCString() }),
  };
  const dated = { ...request, headers: { ...request.headers, ...added } };
  const signature = signatureOf(dated, date ?? at.toUTCString(), keys.accessKeySecret);
  return { ...added, authorization: `OSS ${keys.accessKeyId}:${signature}` };
}

/**
 * The parameters that sign a URL by V1 until a time (whole seconds count). Add them to the query; headers that were
 * signed must be sent too.
 * Source: OSS API reference, Add signatures to a URL.
 */
export function signV1Url(request: Unsigned, keys: Keys, until: Date): Parameter[] {
  const { accessKeyId, accessKeySecret, securityToken } = keys;
  const expires = String(Math.floor(until.getTime() / 1000));
  const token: Parameter[] = securityToken === undefined ? [] : [['security-token', securityToken]];
  const whole = { ...request, query: [...request.query, ...token] };
  const signature = signatureOf(whole, expires, accessKeySecret);
  return [
    ...token,
    ['OSSAccessKeyId', accessKeyId],
    ['Expires', expires],
    ['Signature', signature],
  ];
}
