import { expect, it } from 'vitest';
import { isTemporary, TemporaryKeys } from './temporary-keys.ts';

const account = { id: '1' };

it('knows again what it issued', () => {
  const keys = new TemporaryKeys();
  const key = keys.issue(account, 5000);
  expect(keys.open(key.securityToken)).toEqual(key);
  expect(key).toMatchObject({ account: '1', expires: 5000 });
  expect(isTemporary(key.accessKeyId)).toBe(true);
  expect(isTemporary('oss-double')).toBe(false);
});

it('issues no key twice', () => {
  const keys = new TemporaryKeys();
  const [one, other] = [keys.issue(account, 1), keys.issue(account, 1)];
  for (const name of ['accessKeyId', 'accessKeySecret', 'securityToken'] as const)
    expect(one[name]).not.toBe(other[name]);
});

it('knows no token of which a single character differs', () => {
  const keys = new TemporaryKeys();
  const { securityToken } = keys.issue(account, 1);
  for (const at of securityToken.split('').keys()) {
    const other = securityToken[at] === 'A' ? 'B' : 'A';
    const changed = `${securityToken.slice(0, at)}${other}${securityToken.slice(at + 1)}`;
    expect(keys.open(changed), changed).toBeUndefined();
  }
});

it.each(['', 'A', 'token', '图', 'A'.repeat(44)])('knows no token %j', (token) => {
  expect(new TemporaryKeys().open(token)).toBeUndefined();
});

it('knows no token spelled in another way', () => {
  const keys = new TemporaryKeys();
  const { securityToken } = keys.issue(account, 1);
  expect(keys.open(`${securityToken}=`)).toBeUndefined();
  expect(keys.open(` ${securityToken}`)).toBeUndefined();
});

it('forgets at a renewal, and knows none of another', () => {
  const keys = new TemporaryKeys();
  const { securityToken } = keys.issue(account, 1);
  expect(new TemporaryKeys().open(securityToken)).toBeUndefined();
  keys.renew();
  expect(keys.open(securityToken)).toBeUndefined();
});
