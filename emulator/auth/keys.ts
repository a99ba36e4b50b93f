import { type Reason, refuse } from '../errors.ts';
import type { Signed } from './claim.ts';
import type { Credentials } from './credentials.ts';
import { fromOctets } from './octets.ts';
import type { Account } from './principal.ts';
import { isTemporary, type TemporaryKeys } from './temporary-keys.ts';

/** Who knows access keys, and the time that temporary ones are held against. */
export interface KeyRing {
  readonly accounts: Pick<Credentials, 'find' | 'accounts'>;
  readonly temporaryKeys: Pick<TemporaryKeys, 'open'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What signs, and for whom. */
export interface Key {
  readonly account: Account;
  readonly accessKeySecret: string;
}

/** The security token of a request; an empty one is none. Whichever place it stands in, the signature covers it (Q183). */
export const tokenOf = ({ headers, query }: Signed): string | undefined =>
  headers['x-oss-security-token'] ||
  query.get('security-token') ||
  query.get('x-oss-security-token') ||
  undefined;

/** No secret is told, and neither is a token. */
function explainKey(id: string, token: string | undefined, { accounts }: KeyRing): Reason {
  if (token !== undefined)
    return {
      sentence: isTemporary(id)
        ? `The security token is that of another key than ${id}.`
        : `${id} is no temporary key, and came with a security token.`,
    };
  const known = accounts.accounts.map(({ accessKeyId }) => accessKeyId).join(', ');
  return {
    sentence: isTemporary(id)
      ? `${id} is a temporary key, and came without its security token.`
      : `No account has the access key id '${id}'; those here have ${known}.`,
  };
}

/**
 * The key of an access key id and of the security token beside it. Refuses an id that nobody has, a temporary one without
 * its token, and a token that is none, that is of another key, or that has expired.
 * Source: OSS error code pages 0002-00000002 to 0002-00000007, which read a request with a token as one of STS.
 */
export function findKey(accessKeyId: string, token: string | undefined, ring: KeyRing): Key {
  const shown = {
    fields: { OSSAccessKeyId: fromOctets(accessKeyId) },
    why: () => explainKey(fromOctets(accessKeyId), token, ring),
  };
  if (token === undefined) {
    const account = ring.accounts.find(accessKeyId);
    if (account) return { account, accessKeySecret: account.accessKeySecret };
    return refuse(isTemporary(accessKeyId) ? 'token-missing' : 'unknown-access-key', shown);
  }
  const said = (sentence: string) => ({
    fields: { SecurityToken: fromOctets(token) },
    why: () => ({ sentence }),
  });
  const key = ring.temporaryKeys.open(token);
  if (key?.accessKeyId !== accessKeyId) {
    if (!isTemporary(accessKeyId)) return refuse('token-of-a-lasting-key', shown);
    if (key) return refuse('token-of-another-key', shown);
    const why = 'The security token was not issued here, or before the last reset.';
    return refuse('token-invalid', said(why));
  }
  if (key.expires <= ring.now()) {
    const until = new Date(key.expires).toISOString();
    return refuse('token-expired', said(`The temporary key was good until ${until}.`));
  }
  const account = ring.accounts.accounts.find(({ id }) => id === key.account);
  return account
    ? { account, accessKeySecret: key.accessKeySecret }
    : refuse('token-invalid', said('The account of the temporary key is gone.'));
}
