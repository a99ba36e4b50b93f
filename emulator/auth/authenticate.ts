import { refuse } from '../errors.ts';
import type { Claim, Signed, Where } from './claim.ts';
import { explainMismatch } from './conjecture.ts';
import { findKey, type KeyRing, tokenOf } from './keys.ts';
import { equalInConstantTime, fromOctets, listOctets } from './octets.ts';
import type { Account, Principal } from './principal.ts';
import { saidIn, withoutQuestion } from './question.ts';
import { readV1Header, readV1Url } from './v1.ts';
import { readV4Header, readV4Url } from './v4-claim.ts';
import { algorithm } from './v4.ts';

/** What authentication needs to know of the world. */
export interface Authority extends KeyRing {
  /** The region that the request addresses: `cn-hangzhou`. */
  readonly region: string;
  /** Gets what the request claims, before it is held against a signature. */
  readonly hear?: (claim: Claim) => void;
}

/**
 * Who sent a request, by its signature: V1 or V4, in the Authorization header or in the URL; anonymous without one.
 * Throws an OssError for a signature that is malformed, late, early or wrong, for an access key that nobody has and for a
 * security token that is not its; each says what the service says. Looked at in this order: form, time, key, signature.
 */
export function authenticate(request: Signed, where: Where, world: Authority): Principal {
  const plain = withoutQuestion(request);
  const claim = readClaim(plain, where, world);
  if (claim === undefined) return { kind: 'anonymous' };
  world.hear?.(claim);
  const asking = plain === request ? undefined : { plain, request, where };
  return prove(claim, tokenOf(request), world, asking);
}

/** Who asks why: the request as the service would see it, and with the question, which the client may have signed. */
interface Asking {
  readonly plain: Signed;
  readonly request: Signed;
  readonly where: Where;
}

/** Who it is that makes a claim, in a request or in a form. Refuses what `findKey` refuses, and a wrong signature. */
export function prove(
  claim: Claim,
  token: string | undefined,
  ring: KeyRing,
  asking?: Asking,
): Principal {
  const { account, accessKeySecret } = findKey(claim.accessKeyId, token, ring);
  const covered = [claim, claim.or, asking && claim.restate?.(asking.request, asking.where)];
  const isRight = covered.some(
    (one) => one && equalInConstantTime(claim.signature, one.sign(accessKeySecret)),
  );
  if (isRight) return { kind: 'account', account };
  return refuse(claim.mismatch, {
    ...(asking && {
      why: () =>
        explainMismatch(claim, {
          request: asking.plain,
          where: asking.where,
          secret: accessKeySecret,
          others: secretsBut(account, ring),
          said: saidIn(asking.request),
        }),
    }),
    fields: {
      OSSAccessKeyId: fromOctets(claim.accessKeyId),
      SignatureProvided: fromOctets(claim.signature),
      StringToSign: fromOctets(claim.stringToSign),
      StringToSignBytes: listOctets(claim.stringToSign),
      ...(claim.canonicalRequest && { CanonicalRequest: fromOctets(claim.canonicalRequest) }),
    },
  });
}

const secretsBut = ({ id }: Account, { accounts }: KeyRing): ReadonlyMap<string, string> =>
  new Map(
    accounts.accounts
      .filter((account) => account.id !== id)
      .map(({ accessKeyId, accessKeySecret }) => [accessKeyId, accessKeySecret]),
  );

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
  if (v1Url && v4Url) refuse('signature-twice');
  if (v4Url) {
    if (query.get('x-oss-signature-version') !== algorithm) refuse('signature-version-unknown');
    return readV4Url(request, where, region, now());
  }
  return v1Url ? readV1Url(request, where, now()) : undefined;
}
