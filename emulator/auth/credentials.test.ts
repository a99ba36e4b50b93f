import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Credentials } from './credentials.ts';

const pair = (accessKeyId: string, accessKeySecret = 'secret') => ({
  accessKeyId,
  accessKeySecret,
});

describe('credentials', () => {
  it('finds the account of an access key', () => {
    const credentials = new Credentials([pair('one', 'first'), pair('two', 'second')]);
    expect(credentials.find('two')).toMatchObject({
      accessKeyId: 'two',
      accessKeySecret: 'second',
    });
    expect(credentials.find('three')).toBeUndefined();
    expect(credentials.find('__proto__')).toBeUndefined();
  });

  it('gives each key pair an account of its own, in their order', () => {
    const { accounts } = new Credentials([pair('one'), pair('two')]);
    expect(accounts.map((account) => account.accessKeyId)).toEqual(['one', 'two']);
    expect(accounts[0].id).not.toBe(accounts[1]!.id);
  });

  it('gives an account sixteen digits that follow from the access key id alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._=-]{1,30}$/), (id) => {
        const [account] = new Credentials([pair(id)]).accounts;
        const [again] = new Credentials([pair(id, 'other')]).accounts;
        expect(account.id).toMatch(/^[1-9]\d{15}$/);
        expect(again.id).toBe(account.id);
      }),
    );
  });

  // The owners of buckets in a data folder hang on it.
  it('keeps the id of the default access key', () => {
    expect(new Credentials([pair('oss-double')]).accounts[0].id).toBe('7482773001987489');
  });

  it.each(['', 'a:b', 'a/b', 'a,b', 'a b'])('refuses the access key id %j', (id) => {
    expect(() => new Credentials([pair(id)])).toThrow('letters, digits');
  });

  it('refuses an empty secret and an id given twice', () => {
    expect(() => new Credentials([pair('a', '')])).toThrow("secret of access key 'a' is empty");
    expect(() => new Credentials([pair('a'), pair('a')])).toThrow('twice');
  });
});
