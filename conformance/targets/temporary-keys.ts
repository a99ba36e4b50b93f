import type { Keys } from '../sign/request.ts';
import type { Token } from '../target.ts';

/** A member of what may be an object. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;

/** The temporary key in an answer of the control route, which uses the words of AssumeRole. Throws for anything else. */
export function readTemporaryKey(body: Uint8Array): Required<Keys> {
  const answer: unknown = JSON.parse(Buffer.from(body).toString());
  const read = (name: string): string => {
    const value = memberOf(memberOf(answer, 'Credentials'), name);
    if (typeof value === 'string') return value;
    throw new Error(`the answer of /-/sts has no Credentials.${name}`);
  };
  return {
    accessKeyId: read('AccessKeyId'),
    accessKeySecret: read('AccessKeySecret'),
    securityToken: read('SecurityToken'),
  };
}

/** Issues a temporary key with the rights of a lasting one, for a number of seconds. */
type Issue = (keys: Keys, seconds: number) => Promise<Keys>;

/** In seconds. */
const life = 3600;

/** The keys that sign a request with such a token, instead of those of whoever asks. */
export async function withToken(token: Token, keys: Keys, issue: Issue): Promise<Keys> {
  const { securityToken, ...temporary } = await issue(keys, token === 'expired' ? 0 : life);
  switch (token) {
    case 'fresh':
    case 'expired':
    case 'unsigned':
      return { ...temporary, securityToken };
    case 'missing':
      return temporary;
    case 'invented':
      return { ...temporary, securityToken: 'CAISinvented' };
    case 'foreign':
      return { ...temporary, securityToken: (await issue(keys, life)).securityToken };
    case 'needless':
      return { ...keys, securityToken };
  }
}
