import type { Credentials } from '../auth/credentials.ts';
import type { Account, Principal } from '../auth/principal.ts';

type Accounts = Pick<Credentials, 'accounts'>;

/** The account that a principal acts for; everybody without an account acts for the first. */
export const accountOf = (principal: Principal, { accounts }: Accounts): Account =>
  principal.kind === 'account' ? principal.account : accounts[0];

/** `<Owner>` of an answer. An account that is configured no longer is called by its id. */
export function ownerElements(
  id: string,
  { accounts }: Accounts,
): { ID: string; DisplayName: string } {
  const account = accounts.find((one) => one.id === id);
  return { ID: id, DisplayName: account?.displayName ?? id };
}
