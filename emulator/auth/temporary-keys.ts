import { createHmac, randomBytes } from 'node:crypto';
import type { KeyPair } from './credentials.ts';
import { equalInConstantTime } from './octets.ts';
import type { Account } from './principal.ts';

/** A key pair that is good only together with its token, and only for a time. */
export interface TemporaryKey extends KeyPair {
  readonly securityToken: string;
  /** Id of the account whose rights it has. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** What a token says, in the order that it says it. */
type Said = readonly [accessKeyId: string, account: string, expires: number];

/** Of the digest at the end of a token, in bytes. */
const sealBytes = 32;

/** How every access key id of the service's STS begins. */
const prefix = 'STS.';
/** Whether an access key id is one that only comes with a token. */
export const isTemporary = (accessKeyId: string): boolean => accessKeyId.startsWith(prefix);

/**
 * Hands out temporary keys, as AssumeRole of the service's STS does, and knows them again. A token says itself whose it is
 * and how long it holds, under a seal: nothing is kept, so that their number needs no bound and an expired one is still told
 * from one that never was.
 */
export class TemporaryKeys {
  #seal: Buffer = randomBytes(sealBytes);

  /** `expires` in milliseconds since 1970. */
  issue({ id }: Pick<Account, 'id'>, expires: number): TemporaryKey {
    const accessKeyId = `${prefix}${randomBytes(12).toString('hex')}`;
    const said: Said = [accessKeyId, id, expires];
    const content = Buffer.from(JSON.stringify(said));
    const token = Buffer.concat([content, this.#digest('token', content)]);
    return this.#key(said, token.toString('base64'));
  }

  /** The key that a token belongs to; undefined for anything that was not issued here since the last renewal. */
  open(securityToken: string): TemporaryKey | undefined {
    const token = Buffer.from(securityToken, 'base64');
    const content = token.subarray(0, -sealBytes);
    const issued = Buffer.concat([content, this.#digest('token', content)]).toString('base64');
    if (!equalInConstantTime(securityToken, issued)) return undefined;
    // Nobody else can seal.
    return this.#key(JSON.parse(content.toString()) as Said, securityToken);
  }

  /** Forgets all that were issued. */
  renew(): void {
    this.#seal = randomBytes(sealBytes);
  }

  #key([accessKeyId, account, expires]: Said, securityToken: string): TemporaryKey {
    const accessKeySecret = this.#digest('secret', accessKeyId).toString('base64url');
    return { accessKeyId, accessKeySecret, securityToken, account, expires };
  }

  #digest(purpose: 'token' | 'secret', content: string | Buffer): Buffer {
    return createHmac('sha256', this.#seal).update(`${purpose}\n`).update(content).digest();
  }
}
