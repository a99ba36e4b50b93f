import { describe, expect, it } from 'vitest';
import type { Unsigned } from './request.ts';
import { signV1Header, signV1Url } from './v1.ts';

const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const at = new Date('2022-12-28T10:27:41Z');
const date = 'Wed, 28 Dec 2022 10:27:41 GMT';

// The vectors of the official SDK's suite: alibabacloud-oss-go-sdk-v2, oss/signer/signer_test.go, AK `ak`, SK `sk`.
describe('signV1Header', () => {
  const put: Unsigned = {
    method: 'PUT',
    bucket: 'examplebucket',
    key: 'nelson',
    query: [],
    headers: {
      'Content-MD5': 'eB5eJF1ptWaXm4bijSPyxw==',
      'Content-Type': 'text/html',
      'X-OSS-Meta-Author': 'alice',
      'x-oss-meta-magic': 'abracadabra',
    },
  };
  const get: Unsigned = { method: 'GET', bucket: 'examplebucket', query: [], headers: {} };

  it.each([
    [put, 'kSHKmLxlyEAKtZPkJhG9bZb5k7M='],
    [{ ...put, query: [['acl', undefined] as const] }, '/afkugFbmWDQ967j1vr6zygBLQk='],
    [
      { ...get, query: [['resourceGroup', undefined] as const, ['non-resousce', 'null'] as const] },
      'vkQmfuUDyi1uDi3bKt67oemssIs=',
    ],
    [
      { ...get, query: [['resourceGroup', ''] as const, ['acl', ''] as const] },
      'x3E5TgOvl/i7PN618s5mEvpJDYk=',
    ],
  ])('signs as the SDK does (%#)', (request, signature) => {
    expect(signV1Header(request, keys, at)).toEqual({
      'x-oss-date': date,
      authorization: `OSS ak:${signature}`,
    });
  });

  // The worked example of the OSS API reference, Include signatures in the Authorization header (2021).
  it('signs as the documentation does', () => {
    const key = {
      accessKeyId: '44CF9590006BF252F707',
      accessKeySecret: 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV',
    };
    const headers = {
      'Content-Md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
      'Content-Type': 'text/html',
      Date: 'Thu, 17 Nov 2005 18:49:58 GMT',
      'X-OSS-Meta-Author': 'foo@bar.com',
      'X-OSS-Magic': 'abracadabra',
    };
    const request = { method: 'PUT', bucket: 'oss-example', key: 'nelson', query: [], headers };
    expect(signV1Header(request, key, at)).toEqual({
      authorization: 'OSS 44CF9590006BF252F707:26NBxoKdsyly4EDv6inkoDft/yA=',
    });
  });

  // Computed for this suite with code that meets the vectors above.
  const example = { ...get, key: 'dir/example.jpg', headers: { date } };
  it.each([
    [
      { ...example, query: [['x-oss-process', 'image/resize,w_100'] as const] },
      '+ouXbHY8P2qwvdxIN34DZoaE2cA=',
    ],
    [
      {
        ...example,
        method: 'POST',
        query: [['x-oss-process', undefined] as const],
        headers: {
          date,
          'content-md5': 'PVeqgAxyM7eX+9JSMuLQOA==',
          'content-type': 'application/octet-stream',
        },
      },
      '27rcTtjVUXqXcA1o9/zfbGBl6Rg=',
    ],
  ])('keeps the date that a request has (%#)', (request, signature) => {
    expect(signV1Header(request, keys, new Date(0))).toEqual({
      authorization: `OSS ak:${signature}`,
    });
  });

  it('sends and signs a security token', () => {
    const token = { ...keys, securityToken: 'token' };
    const signed = signV1Header(get, token, at);
    expect(signed).toMatchObject({ 'x-oss-security-token': 'token' });
    expect(signed['authorization']).not.toBe(signV1Header(get, keys, at)['authorization']);
  });
});

describe('signV1Url', () => {
  const get: Unsigned = {
    method: 'GET',
    bucket: 'bucket',
    key: 'key',
    query: [['versionId', 'versionId']],
    headers: {},
  };

  it('signs as the SDK does', () => {
    expect(signV1Url(get, keys, new Date('2023-11-12T16:43:40.999Z'))).toEqual([
      ['OSSAccessKeyId', 'ak'],
      ['Expires', '1699807420'],
      ['Signature', 'dcLTea+Yh9ApirQ8o8dOPqtvJXQ='],
    ]);
  });

  it('signs as the SDK does with a security token', () => {
    const request = { ...get, key: 'key+123' };
    const until = new Date('2023-11-12T16:56:44Z');
    expect(signV1Url(request, { ...keys, securityToken: 'token' }, until)).toEqual([
      ['security-token', 'token'],
      ['OSSAccessKeyId', 'ak'],
      ['Expires', '1699808204'],
      ['Signature', 'jzKYRrM5y6Br0dRFPaTGOsbrDhY='],
    ]);
  });

  // Computed for this suite with code that meets the vectors above.
  it('signs process', () => {
    const request: Unsigned = {
      method: 'GET',
      bucket: 'examplebucket',
      key: 'dir/example.jpg',
      query: [['x-oss-process', 'image/resize,w_100']],
      headers: {},
    };
    expect(signV1Url(request, keys, new Date(1_702_743_657_000))).toContainEqual([
      'Signature',
      'rgEl7b89hHzWVOB1/Lo2Yi54Oeo=',
    ]);
  });
});
