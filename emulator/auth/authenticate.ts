import { refuse } from '../errors.ts';
import type { Claim, Signed, Where } from './claim.ts';
import { findKey, type KeyRing, tokenOf } from './keys.ts';
import { equalInConstantTime, fromOctets, listOctets } from './octets.ts';
import type { Principal } from './principal.ts';
import { readV1Header, readV1Url } from './v1.ts';
import { readV4Header, readV4Url } from './v4-claim.ts';
import { algorithm } from './v4.ts';

/** What authentication needs to know of the world. */
export interface Authority extends KeyRing {
  /** The region that the request addresses: `cn-hangzhou`. */
  readonly region: string;
}

/**
 * Who sent a request, by its signature: V1 or V4, in the Authorization header or in the URL; anonymous without one.
 * Throws an OssError for a signature that is malformed, late, early or wrong, for an access key that nobody has and for a
 * security token that is not its; each says what the service says. Looked at in this order: form, time, key, signature.
 */
export function authenticate(request: Signed, where: Where, world: Authority): Principal {
  const claim = readClaim(request, where, world);
  if (claim === undefined) return { kind: 'anonymous' };
  return prove(claim, tokenOf(request), world);
}

/** Who it is that makes a claim, in a request or in a form. Refuses what `findKey` refuses, and a wrong signature. */
export function prove(claim: Claim, token: string | undefined, ring: KeyRing): Principal {
  const { account, accessKeySecret } = findKey(claim.accessKeyId, token, ring);
  const expected = claim.sign(accessKeySecret);
  if (equalInConstantTime(claim.signature, expected)) return { kind: 'account', account };
  return refuse(claim.mismatch, {
    fields: {
      OSSAccessKeyId: fromOctets(claim.accessKeyId),
      SignatureProvided: fromOctets(claim.signature),
      StringToSign: fromOctets(claim.stringToSign),
      StringToSignBytes: listOctets(claim.stringToSign),
      ...(claim.canonicalRequest && { CanonicalRequest: fromOctets(claim.canonicalRequest) }),
    },
  });
}

/** Reads the one signature of a request, whichever of the four forms it has. */
function readClaim(request: Signed, where: Where, { now, region }: Authority): Claim | undefined {
  const { headers, query } = request;
  const given = (...names: string[]) => names.some((name) => query.has(name));
  const v1Url = given('OSSAccessKeyId', 'Signature');
  const v4Url = given('x-oss-signature-version', 'x-oss-credential', 'x-oss-signature');
  const authorization = headers['authorization'];
  if (authorization !== undefined) {
    if (v1Url || v4Url) refuse('signature-twice');
    const isV4 = authorization.startsWith(`${algorithm} `);
    if (isV4) return readV4Header(request, where, region, now());
    if (authorization.startsWith('OSS ')) return readV1Header(request, where, now());
    refuse('authorization-scheme-unknown', {
      fields: { Authorization: fromOctets(authorization) },
    });
  }
  if (v4Url) {
    if (query.get('x-oss-signature-version') !== algorithm) refuse('signature-version-unknown');
    return readV4Url(request, where, region, now());
  }
  return v1Url ? readV1Url(request, where, now()) : undefined;
}
