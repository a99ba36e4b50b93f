import { createHash, createHmac } from 'node:crypto';
import type { Keys, Parameter, Unsigned } from './request.ts';
import { byName, lowerNames } from './request.ts';

/** Where and when a V4 signature holds. */
export interface Scope {
  /** Bare: `cn-hangzhou`. */
  readonly region: string;
  readonly at: Date;
  /** Names of headers to sign besides `x-oss-*`, Content-Type and Content-MD5. The request has them. */
  readonly additionalHeaders?: readonly string[];
}

const scheme = 'OSS4-HMAC-SHA256';
const unsigned = 'UNSIGNED-PAYLOAD';

/** encodeURIComponent leaves five characters that V4 wants encoded. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `20231216T162057Z` */
const stamp = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const scopeOf = ({ region, at }: Scope) =>
  `${stamp(at).slice(0, 8)}/${region}/oss/aliyun_v4_request`;

/** Without those that are signed anyway. */
const additionalOf = ({ additionalHeaders = [] }: Scope) =>
  [...new Set(additionalHeaders.map((name) => name.toLowerCase()))]
    .filter(
      (name) => !name.startsWith('x-oss-') && name !== 'content-type' && name !== 'content-md5',
    )
    .sort();

function signatureOf(request: Unsigned, scope: Scope, secret: string): string {
  const additional = additionalOf(scope);
  const given = lowerNames(request.headers);
  const headers = [...given]
    .filter(
      ([name]) =>
        name.startsWith('x-oss-') || ['content-type', 'content-md5', ...additional].includes(name),
    )
    .sort(byName)
    .map(([name, value]) => `${name}:${value}\n`);
  const query = request.query
    .map(([name, value]) => [encode(name), value ? `=${encode(value)}` : ''] as const)
    .sort(byName)
    .map((pair) => pair.join(''));
  const path = `/${request.bucket === undefined ? '' : `${request.bucket}/`}${request.key ?? ''}`;
  const canonical = [
    request.method,
    encode(path).replaceAll('%2F', '/'),
    query.join('&'),
    headers.join(''),
    additional.join(';'),
    given.get('x-oss-content-sha256') ?? unsigned,
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = [scheme, stamp(scope.at), scopeOf(scope), digest].join('\n');
  const first: Buffer = Buffer.from(`aliyun_v4${secret}`);
  return [...scopeOf(scope).split('/'), text]
    .reduce((key, part) => createHmac('sha256', key).update(part).digest(), first)
    .toString('hex');
}

/**
 * The headers that sign a request by V4: Authorization, `x-oss-date` and, where the request does not say what its
 * payload is, `x-oss-content-sha256: UNSIGNED-PAYLOAD`. Send them with the request as it stands.
 * Source: OSS API reference, Include a V4 signature in the Authorization header.
 */
export function signV4Header(request: Unsigned, keys: Keys, scope: Scope): Record<string, string> {
  const added = {
    'x-oss-content-sha256': lowerNames(request.headers).get('x-oss-content-sha256') ?? unsigned,
    'x-oss-date': stamp(scope.at),
    ...(keys.securityToken !== undefined && { 'x-oss-security-token': keys.securityToken }),
  };
  const whole = { ...request, headers: { ...request.headers, ...added } };
  const additional = additionalOf(scope);
  const fields = [
    `Credential=${keys.accessKeyId}/${scopeOf(scope)}`,
    ...(additional.length > 0 ? [`AdditionalHeaders=${additional.join(';')}`] : []),
    `Signature=${signatureOf(whole, scope, keys.accessKeySecret)}`,
  ];
  return { ...added, authorization: `${scheme} ${fields.join(',')}` };
}

/**
 * The parameters that sign a URL by V4 for a number of seconds (1 to 604,800 on the service). Add them to the query;
 * headers that were signed must be sent too.
 * Source: OSS API reference, Add a V4 signature to a URL.
 */
export function signV4Url(
  request: Unsigned,
  keys: Keys,
  scope: Scope,
  seconds: number,
): Parameter[] {
  const additional = additionalOf(scope);
  const added: Parameter[] = [
    ['x-oss-signature-version', scheme],
    ['x-oss-credential', `${keys.accessKeyId}/${scopeOf(scope)}`],
    ['x-oss-date', stamp(scope.at)],
    ['x-oss-expires', String(seconds)],
  ];
  if (additional.length > 0) added.push(['x-oss-additional-headers', additional.join(';')]);
  if (keys.securityToken !== undefined) added.push(['x-oss-security-token', keys.securityToken]);
  const whole = { ...request, query: [...request.query, ...added] };
  return [...added, ['x-oss-signature', signatureOf(whole, scope, keys.accessKeySecret)]];
}
