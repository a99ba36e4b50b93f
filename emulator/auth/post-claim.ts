import { refuse } from '../errors.ts';
import type { Claim } from './claim.ts';
import { readBasicDate } from './clock.ts';
import { toOctets } from './octets.ts';
import { sign as signV1 } from './v1.ts';
import { algorithm, type Scope, sign as signV4, terminator } from './v4.ts';

type Fields = ReadonlyMap<string, string>;

/** Fields of a V4 signature that the policy of a form has to name (Q244). */
export const signedFields = ['x-oss-signature-version', 'x-oss-credential', 'x-oss-date'];

/** A date is good for seven days, as the longest signed URL is (Q249). */
const longestLife = 7 * 86_400_000;

const argument = (name: string, value: string) => ({
  fields: { ArgumentName: name, ArgumentValue: value },
});

/** A field that has to be there, and not empty. */
function signatureOf(fields: Fields, name: string): string {
  const signature = fields.get(name) ?? refuse('post-no-signature');
  return signature === '' ? refuse('post-signature-empty') : signature;
}

function claimed(
  accessKeyId: string,
  signature: string,
  policy: string,
  sign: (secret: string, octets: string) => string,
): Claim {
  const stringToSign = toOctets(policy);
  return {
    accessKeyId: toOctets(accessKeyId),
    signature: toOctets(signature),
    stringToSign,
    sign: (secret) => sign(secret, stringToSign),
    mismatch: 'post-signature-mismatch',
  };
}

function readV1(fields: Fields): Claim {
  const accessKeyId = fields.get('ossaccesskeyid') ?? refuse('post-no-key-id');
  const policy = fields.get('policy') ?? refuse('post-no-policy');
  return claimed(accessKeyId, signatureOf(fields, 'signature'), policy, signV1);
}

/** Cuts `<id>/<day>/<region>/oss/aliyun_v4_request`. */
function readCredential(fields: Fields, region: string, now: number): [string, Scope] {
  const text = fields.get('x-oss-credential') ?? '';
  const shown = argument('x-oss-credential', text);
  const [accessKeyId = '', day = '', signedRegion = '', product, end, ...rest] = text.split('/');
  if (accessKeyId === '' || product !== 'oss' || end !== terminator || rest.length > 0)
    refuse('post-credential-malformed', shown);
  if (signedRegion !== region) refuse('post-credential-region', shown);
  const date = fields.get('x-oss-date') ?? '';
  const dated = readBasicDate(date) ?? refuse('post-date', argument('x-oss-date', date));
  if (!date.startsWith(`${day}T`) || Math.abs(dated - now) > longestLife)
    refuse('post-credential-day', shown);
  return [accessKeyId, { day, region }];
}

function readV4(fields: Fields, region: string, now: number): Claim {
  const version = fields.get('x-oss-signature-version') ?? '';
  if (version !== algorithm)
    refuse('post-signature-version', argument('x-oss-signature-version', version));
  const policy = fields.get('policy') ?? refuse('post-no-policy');
  const [accessKeyId, scope] = readCredential(fields, region, now);
  const signature = signatureOf(fields, 'x-oss-signature');
  return claimed(accessKeyId, signature, policy, (secret, text) => signV4(secret, scope, text));
}

/**
 * What the fields of a form claim, by V1 or by V4 for a region (`cn-hangzhou`); undefined for a form that nobody signed.
 * What is signed is the field `policy`, as it was written. Now in milliseconds since 1970.
 * Source: OSS API reference, PostObject, Appendix: Signature.
 */
export function readPostClaim(fields: Fields, region: string, now: number): Claim | undefined {
  const given = (...names: string[]) => names.some((name) => fields.has(name));
  if (given('x-oss-signature-version', 'x-oss-credential', 'x-oss-signature'))
    return readV4(fields, region, now);
  return given('ossaccesskeyid', 'signature', 'policy') ? readV1(fields) : undefined;
}
