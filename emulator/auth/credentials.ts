import { createHash } from 'node:crypto';
import type { Account } from './principal.ts';

/** An access key as the command line gives it. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Whether a text can be written into a credential as an access key id. */
export const isAccessKeyId = (text: string): boolean => /^[A-Za-z0-9._=-]+$/.test(text);

/**
 * Sixteen digits that look like an account's id on the service and are always the same for an access key, so that the
 * buckets in a data folder keep their owners from one start to the next.
 */
function accountId(accessKeyId: string): string {
  const digest = createHash('sha256').update(accessKeyId).digest();
  return String(1_000_000_000_000_000n + (digest.readBigUInt64BE() % 9_000_000_000_000_000n));
}

/** The accounts that may sign requests: one for each key pair. */
export class Credentials {
  /** In the order of the pairs; seeded buckets belong to the first. */
  readonly accounts: readonly [Account, ...Account[]];
  readonly #byKey: ReadonlyMap<string, Account>;

  /** Throws an Error that names the fault when an id cannot be written into a credential, or is given twice. */
  constructor(pairs: readonly [KeyPair, ...KeyPair[]]) {
    const [first, ...others] = pairs;
    this.accounts = [toAccount(first), ...others.map(toAccount)];
    this.#byKey = new Map(this.accounts.map((account) => [account.accessKeyId, account]));
    if (this.#byKey.size < pairs.length) throw new Error('An access key id is given twice.');
  }

  find(accessKeyId: string): Account | undefined {
    return this.#byKey.get(accessKeyId);
  }
}

function toAccount({ accessKeyId, accessKeySecret }: KeyPair): Account {
  if (!isAccessKeyId(accessKeyId)) {
    throw new Error(
      `The access key id '${accessKeyId}' may hold letters, digits and . _ = - only.`,
    );
  }
  if (accessKeySecret === '')
    throw new Error(`The secret of access key '${accessKeyId}' is empty.`);
  const id = accountId(accessKeyId);
  return { id, displayName: id, accessKeyId, accessKeySecret };
}
