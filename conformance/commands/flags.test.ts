import { describe, expect, it } from 'vitest';
import { oneOf, readEndpoint } from './flags.ts';

const flags = { endpoint: 'http://127.0.0.1:9000', bucket: 'b', addressing: 'path' };

describe('readEndpoint', () => {
  it('reads an endpoint with its accounts', () => {
    const keys = { 'access-key-id': ['a', 'c'], 'access-key-secret': ['b', 'd'] };
    expect(readEndpoint({ ...flags, ...keys })).toEqual({
      url: new URL('http://127.0.0.1:9000'),
      bucket: 'b',
      addressing: 'path',
      region: 'cn-hangzhou',
      keys: [
        { accessKeyId: 'a', accessKeySecret: 'b' },
        { accessKeyId: 'c', accessKeySecret: 'd' },
      ],
    });
  });

  it.each([
    ['https://oss-cn-beijing.aliyuncs.com', 'cn-beijing'],
    ['https://oss-us-west-1-internal.aliyuncs.com', 'us-west-1'],
    ['http://oss.localhost', 'cn-hangzhou'],
  ])('takes the region from %s', (endpoint, region) => {
    expect(readEndpoint({ ...flags, endpoint })?.region).toBe(region);
    expect(readEndpoint({ ...flags, endpoint, region: 'cn-x' })?.region).toBe('cn-x');
  });

  it('names none without --endpoint', () => {
    expect(readEndpoint({ addressing: 'path' })).toBeUndefined();
  });

  it.each([
    [{ endpoint: 'nowhere' }, '--endpoint: nowhere'],
    [{ endpoint: 'ftp://x' }, '--endpoint: ftp://x'],
    [{ bucket: undefined }, '--endpoint needs --bucket'],
    [{ endpoint: undefined }, '--bucket needs --endpoint'],
    [{ addressing: 'cname' }, '--addressing: cname is none of path, virtual'],
    [{ addressing: 'virtual' }, '--addressing virtual needs a host name'],
    [{ endpoint: 'http://[::1]:9000', addressing: 'virtual' }, 'needs a host name'],
    [{ 'access-key-id': ['a'] }, 'come in pairs'],
  ])('refuses %j', (change, message) => {
    const { endpoint, bucket, addressing, ...rest } = { ...flags, ...change };
    const values = {
      ...rest,
      ...(endpoint !== undefined && { endpoint }),
      ...(bucket !== undefined && { bucket }),
      addressing,
    };
    expect(() => readEndpoint(values)).toThrow(message);
  });
});

it('oneOf names the words', () => {
  expect(oneOf('level', ['core', 'exact'], 'core')).toBe('core');
  expect(() => oneOf('level', ['core', 'exact'], 'deep')).toThrow(
    '--level: deep is none of core, exact',
  );
});
