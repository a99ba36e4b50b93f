import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Claim, Covered, Signed, Where } from './claim.ts';
import {
  formatBasicDate,
  holdExpiry,
  holdSkew,
  holdStart,
  readBasicDate,
  readHttpDate,
} from './clock.ts';
import { isAccessKeyId } from './credentials.ts';
import { fromOctets, toOctets } from './octets.ts';
import type { Scope } from './v4.ts';
import {
  algorithm,
  canonicalRequest,
  isWrittenEmpty,
  sign,
  stringToSign,
  terminator,
  unsignedPayload,
} from './v4.ts';

/** The longest life of a signed URL in seconds: seven days (OSS error code page 0002-00000232). */
const longestLife = 604_800;

type Fields = Readonly<Record<string, string>>;
type Part = 'malformed' | 'key' | 'terminator' | 'product' | 'region' | 'day';

/** How the parts of a credential are refused: the pages give the header and the URL codes of their own. */
const inHeader: Readonly<Record<Part, RefusalName>> = {
  malformed: 'v4-authorization-malformed',
  key: 'v4-key-malformed',
  terminator: 'v4-terminator-wrong',
  product: 'v4-product-wrong',
  region: 'v4-region-wrong',
  day: 'v4-day-wrong',
};
const inUrl: Readonly<Record<Part, RefusalName>> = {
  malformed: 'v4-url-credential-malformed',
  key: 'v4-url-key-malformed',
  terminator: 'v4-url-terminator-wrong',
  product: 'v4-url-product-wrong',
  region: 'v4-url-region-wrong',
  day: 'v4-url-day-wrong',
};

interface Credential extends Scope {
  readonly accessKeyId: string;
}

/**
 * Cuts `<id>/<day>/<region>/oss/aliyun_v4_request`. The product is looked at before the region because a credential with
 * both wrong was refused for its product (aliyun-oss-java-sdk, ErrorTest).
 */
function readCredential(
  text: string,
  date: string,
  region: string,
  refuseFor: (part: Part, why: string) => never,
): Credential {
  const [accessKeyId = '', day = '', signedRegion, product, end, ...rest] = text.split('/');
  if (accessKeyId === '' || end === undefined || rest.length > 0)
    refuseFor('malformed', `A credential has five parts, and '${text}' has other ones`);
  if (!isAccessKeyId(accessKeyId)) refuseFor('key', `No access key id is written '${accessKeyId}'`);
  if (end !== terminator) refuseFor('terminator', `A credential ends in ${terminator}`);
  if (product !== 'oss')
    refuseFor('product', `It is signed for the product '${product ?? ''}', and this is oss`);
  if (signedRegion !== region)
    refuseFor(
      'region',
      `It is signed for the region '${signedRegion ?? ''}', and was sent to ${region}`,
    );
  if (!date.startsWith(`${day}T`))
    refuseFor('day', `It is signed for the day '${day}', and dated ${date}`);
  return { accessKeyId, day, region };
}

/**
 * Cuts `host;range` into names that the request has, sorted; empty where there is no list. The page on V4 signatures in the
 * header lets them be written in any case.
 */
function readAdditional(
  list: string | undefined,
  headers: Signed['headers'],
  fields: Fields,
): string[] {
  if (list === undefined) return [];
  if (list === '') refuse('v4-additional-headers-empty', { fields });
  const names = list.split(';').map((name) => name.toLowerCase());
  if (names.includes('')) refuse('v4-additional-header-unnamed', { fields });
  const absent = names.some((name) => !Object.hasOwn(headers, name) || name.includes('_'));
  if (absent) refuse('v4-additional-header-absent', { fields });
  return [...new Set(names)].sort();
}

/** Cuts `Credential=…,AdditionalHeaders=…,Signature=…`, in any order and each once. */
function readFields(text: string, fields: Fields): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(',')) {
    const [name = '', ...value] = part.trim().split('=');
    if (value.length === 0) refuse('v4-authorization-malformed', { fields });
    if (!['Credential', 'AdditionalHeaders', 'Signature'].includes(name)) {
      refuse('v4-authorization-field-unknown', { fields });
    }
    if (found.has(name)) refuse('v4-authorization-malformed', { fields });
    found.set(name, value.join('='));
  }
  return found;
}

/** What a claim says beside its credential. */
interface Said {
  readonly signature: string;
  readonly additional: readonly string[];
  /** `20231216T162057Z` */
  readonly date: string;
}

function claimed(
  { accessKeyId, ...scope }: Credential,
  { signature, additional, date }: Said,
  request: Signed,
  where: Where,
): Claim {
  const cover = (canonical: string): Covered => {
    const text = stringToSign(canonical, date, scope);
    return {
      stringToSign: text,
      canonicalRequest: canonical,
      sign: (secret) => sign(secret, scope, text),
    };
  };
  const restate = (other: Signed, there: Where) =>
    cover(canonicalRequest(other, there, additional));
  const mismatch = 'signature-mismatch-v4';
  const claim = { accessKeyId, signature, restate, ...restate(request, where), mismatch } as const;
  if (!request.query.pairs.some(isWrittenEmpty)) return claim;
  return { ...claim, or: cover(canonicalRequest(request, where, additional, 'written')) };
}

/** The service takes no hash of a payload: a body is held by its Content-MD5, which is signed. One left out is let pass (Q181). */
function holdPayload(declared: string | undefined): void {
  if (declared === undefined || declared === unsignedPayload) return;
  const fields = { ArgumentName: 'x-oss-content-sha256', ArgumentValue: fromOctets(declared) };
  refuse('v4-payload-signed', { fields });
}

/**
 * Reads `Authorization: OSS4-HMAC-SHA256 …` of a request to a region (`cn-hangzhou`) and holds its date against now
 * (milliseconds since 1970).
 */
export function readV4Header(request: Signed, where: Where, region: string, now: number): Claim {
  const { headers } = request;
  const authorization = headers['authorization'] ?? '';
  const fields = { Authorization: fromOctets(authorization) };
  const parts = readFields(authorization.slice(algorithm.length), fields);
  const credential = parts.get('Credential') ?? refuse('v4-authorization-malformed', { fields });
  const signature = parts.get('Signature') ?? refuse('v4-authorization-malformed', { fields });
  if (signature === '') refuse('v4-signature-empty', { fields });
  const additional = readAdditional(parts.get('AdditionalHeaders'), headers, fields);
  holdPayload(headers['x-oss-content-sha256']);

  const own = headers['x-oss-date'];
  const written = own ?? headers['date'] ?? refuse('date-missing');
  const dated =
    (own === undefined ? readHttpDate : readBasicDate)(written) ?? refuse('date-malformed');
  const date = formatBasicDate(dated);
  const signer = readCredential(credential, date, region, (part, why) =>
    refuse(inHeader[part], { fields, why: () => ({ sentence: `${fromOctets(why)}.` }) }),
  );
  holdSkew(dated, now);
  return claimed(signer, { signature, additional, date }, request, where);
}

/** Reads `?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=…&x-oss-date=…&x-oss-expires=…&x-oss-signature=…`. */
export function readV4Url(request: Signed, where: Where, region: string, now: number): Claim {
  const { query, headers } = request;
  const credential = query.get('x-oss-credential') ?? refuse('v4-url-credential-malformed');
  const signature = query.get('x-oss-signature') ?? refuse('v4-url-signature-missing');
  const expires = query.get('x-oss-expires') ?? refuse('v4-url-expires-missing');
  if (expires === '') refuse('v4-url-expires-empty');
  const life = /^\d+$/.test(expires) ? Number(expires) : 0;
  if (life < 1 || life > longestLife) refuse('v4-url-expires-outside');
  const additional = readAdditional(query.get('x-oss-additional-headers'), headers, {});

  const date = query.get('x-oss-date') ?? refuse('date-missing');
  const dated = readBasicDate(date) ?? refuse('date-malformed');
  const signer = readCredential(toOctets(credential), date, region, (part, why) =>
    refuse(inUrl[part], { why: () => ({ sentence: `${fromOctets(why)}.` }) }),
  );
  holdExpiry(dated + life * 1000, now);
  holdStart(dated, now);
  return claimed(signer, { signature: toOctets(signature), additional, date }, request, where);
}
