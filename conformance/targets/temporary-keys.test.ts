import { expect, it } from 'vitest';
import { readTemporaryKey, withToken } from './temporary-keys.ts';

const lasting = { accessKeyId: 'ak', accessKeySecret: 'sk' };

async function keysWith(token: Parameters<typeof withToken>[0]) {
  const lives: number[] = [];
  const keys = await withToken(token, lasting, (asked, seconds) => {
    expect(asked).toBe(lasting);
    const number = lives.push(seconds);
    return Promise.resolve({
      accessKeyId: `STS.${number}`,
      accessKeySecret: `secret ${number}`,
      securityToken: `token ${number}`,
    });
  });
  return { keys, lives };
}

it.each([
  ['fresh', { accessKeyId: 'STS.1', accessKeySecret: 'secret 1', securityToken: 'token 1' }],
  ['unsigned', { accessKeyId: 'STS.1', accessKeySecret: 'secret 1', securityToken: 'token 1' }],
  ['missing', { accessKeyId: 'STS.1', accessKeySecret: 'secret 1' }],
  [
    'invented',
    { accessKeyId: 'STS.1', accessKeySecret: 'secret 1', securityToken: 'CAISinvented' },
  ],
  ['foreign', { accessKeyId: 'STS.1', accessKeySecret: 'secret 1', securityToken: 'token 2' }],
  ['needless', { ...lasting, securityToken: 'token 1' }],
] as const)('a key whose token is %s', async (token, expected) => {
  expect((await keysWith(token)).keys).toEqual(expected);
});

it('asks for a key that has expired', async () => {
  expect((await keysWith('expired')).lives).toEqual([0]);
  expect((await keysWith('fresh')).lives).toEqual([3600]);
});

it('reads the words of AssumeRole', () => {
  const Credentials = {
    AccessKeyId: 'a',
    AccessKeySecret: 'b',
    SecurityToken: 'c',
    Expiration: '',
  };
  expect(readTemporaryKey(Buffer.from(JSON.stringify({ Credentials })))).toEqual({
    accessKeyId: 'a',
    accessKeySecret: 'b',
    securityToken: 'c',
  });
  expect(() => readTemporaryKey(Buffer.from('{}'))).toThrow('Credentials');
});
