import { describe, expect, it } from 'vitest';
import { parseQuery } from '../http/query.ts';
import { Credentials } from './credentials.ts';
import { findKey, tokenOf } from './keys.ts';
import {
  accounts,
  ask,
  formNames,
  forms,
  now,
  plain,
  refused,
  temporaryKeys,
  tokens,
} from './signed.contract.ts';
import type { TemporaryKey } from './temporary-keys.ts';

describe('the token of a request', () => {
  const header = { 'x-oss-security-token': 'header' };
  it.each([
    [header, 'security-token=v1&x-oss-security-token=v4', 'header'],
    [{}, 'x-oss-security-token=v4&security-token=v1', 'v1'],
    [{}, 'security-token=&x-oss-security-token=v%2B4', 'v+4'],
    [{ 'x-oss-security-token': '' }, '', undefined],
    [{}, 'x-oss-process=a', undefined],
  ])('of %j and %j', (headers, query, token) => {
    expect(tokenOf({ method: 'GET', headers, query: parseQuery(query) })).toBe(token);
  });
});

describe('why a key is refused', () => {
  const ring = { accounts, temporaryKeys, now: () => 1000 };
  const issued = temporaryKeys.issue(accounts.accounts[0], 2000);
  const other = temporaryKeys.issue(accounts.accounts[0], 2000);
  const expired = temporaryKeys.issue(accounts.accounts[0], 1000);

  it.each([
    ['nobody', undefined, "No account has the access key id 'nobody'; those here have ak."],
    [
      issued.accessKeyId,
      undefined,
      `${issued.accessKeyId} is a temporary key, and came without its security token.`,
    ],
    [
      issued.accessKeyId,
      other.securityToken,
      `The security token is that of another key than ${issued.accessKeyId}.`,
    ],
    ['ak', issued.securityToken, 'ak is no temporary key, and came with a security token.'],
    [
      expired.accessKeyId,
      expired.securityToken,
      'The temporary key was good until 1970-01-01T00:00:01.000Z.',
    ],
    [
      issued.accessKeyId,
      'made up',
      'The security token was not issued here, or before the last reset.',
    ],
  ])('of %j and %j', (id, token, sentence) => {
    expect(() => findKey(id, token, ring)).toThrow(
      expect.objectContaining({ details: expect.toSatisfy(isTold(sentence)) }),
    );
  });

  const isTold = (sentence: string) => (details: { why?: () => { sentence: string } }) =>
    details.why?.().sentence === sentence;
});

describe.each(formNames)('a temporary key, in the form %s', (form) => {
  const sign = forms[form]!;
  const mismatch = form.startsWith('V1') ? 'signature-mismatch-v1' : 'signature-mismatch-v4';
  const issued = temporaryKeys.issue(accounts.accounts[0], now + 1000);
  const asTemporary = ({ accessKeyId, accessKeySecret }: TemporaryKey, token: string) =>
    sign(tokens[form]!(plain, token), accessKeySecret, accessKeyId);

  it('is that of its account until it expires', () => {
    const sent = asTemporary(issued, issued.securityToken);
    const account = accounts.find('ak');
    expect(ask(sent, now + 999)).toEqual({ kind: 'account', account });
    refused(sent, 'token-expired', now + 1000);
  });

  it('needs its token', () => {
    refused(asTemporary(issued, ''), 'token-missing');
    refused(sign(plain, issued.accessKeySecret, issued.accessKeyId), 'token-missing');
    refused(asTemporary(issued, 'token'), 'token-invalid');
    const other = temporaryKeys.issue(accounts.accounts[0], now + 1000);
    refused(asTemporary(issued, other.securityToken), 'token-of-another-key');
    refused(sign(tokens[form]!(plain, issued.securityToken)), 'token-of-a-lasting-key');
  });

  it('needs its secret', () => {
    refused(asTemporary({ ...issued, accessKeySecret: 'sk' }, issued.securityToken), mismatch);
  });

  it('is no more when its account is gone', () => {
    const others = new Credentials([{ accessKeyId: 'b', accessKeySecret: 'sk' }]);
    expect(() => ask(asTemporary(issued, issued.securityToken), now, others)).toThrow(
      expect.objectContaining({ refusal: 'token-invalid' }),
    );
  });
});
