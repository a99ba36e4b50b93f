import { expect, it } from 'vitest';
import { parseQuery } from '../http/query.ts';
import { authenticate } from './authenticate.ts';
import { Credentials } from './credentials.ts';

const pair = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const accounts = new Credentials([pair]);
const account = accounts.accounts[0];
/** Knows the token of the SDK's suite. */
const temporaryKeys = {
  open: (securityToken: string) =>
    securityToken === 'token'
      ? { ...pair, securityToken, account: account.id, expires: Infinity }
      : undefined,
};

const v1Dated = { 'x-oss-date': 'Wed, 28 Dec 2022 10:27:41 GMT' };
const v1Put = {
  'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
  'content-type': 'text/html',
  ...v1Dated,
  'x-oss-meta-author': 'alice',
  'x-oss-meta-magic': 'abracadabra',
};
const v4Query = 'param1=value1&%2Bparam1=value3&%7Cparam1=value4&%2Bparam2=&%7Cparam2=&param2=';
const v4Put = {
  'x-oss-head1': 'value',
  abc: 'value',
  zabc: 'value',
  xyz: 'value',
  'content-type': 'text/plain',
  'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
};
const v4Url = {
  'x-oss-head1': 'value',
  abc: 'value',
  zabc: 'value',
  xyz: 'value',
  'content-type': 'application/octet-stream',
};
const v4Parameters = (date: string, additional?: string) =>
  `${v4Query}&x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=${date}&x-oss-expires=599` +
  '&x-oss-credential=ak%2F20231217%2Fcn-hangzhou%2Foss%2Faliyun_v4_request' +
  (additional === undefined ? '' : `&x-oss-additional-headers=${additional}`);
const v4Header = (day: string, rest: string) =>
  `OSS4-HMAC-SHA256 Credential=ak/${day}/cn-hangzhou/oss/aliyun_v4_request,${rest}`;
const nelson = { bucket: 'examplebucket', key: 'nelson' };
const v4Key = { bucket: 'bucket', key: '1234+-/123/1.txt' };

// The worked example of the OSS API reference, Include signatures in the Authorization header (2021).
it('knows the signer of the documentation', () => {
  const key = {
    accessKeyId: '44CF9590006BF252F707',
    accessKeySecret: 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV',
  };
  const documented = new Credentials([key]);
  const headers = {
    'content-md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
    'content-type': 'text/html',
    date: 'Thu, 17 Nov 2005 18:49:58 GMT',
    'x-oss-meta-author': 'foo@bar.com',
    'x-oss-magic': 'abracadabra',
    authorization: `OSS ${key.accessKeyId}:26NBxoKdsyly4EDv6inkoDft/yA=`,
  };
  const now = () => Date.parse(headers.date);
  const world = { accounts: documented, temporaryKeys, now, region: 'cn-hangzhou' };
  const request = { method: 'PUT', query: parseQuery(''), headers };
  expect(authenticate(request, { bucket: 'oss-example', key: 'nelson' }, world)).toEqual({
    kind: 'account',
    account: documented.accounts[0],
  });
});

// What the official SDK signs, from its own suite: alibabacloud-oss-go-sdk-v2, oss/signer/signer_test.go.
it.each([
  {
    name: 'V1 header, TestV1AuthHeader 1',
    sent: ['PUT', nelson, ''],
    headers: { ...v1Put, authorization: 'OSS ak:kSHKmLxlyEAKtZPkJhG9bZb5k7M=' },
    at: '2022-12-28T10:27:41Z',
  },
  {
    name: 'V1 header, TestV1AuthHeader 2',
    sent: ['PUT', nelson, 'acl'],
    headers: { ...v1Put, authorization: 'OSS ak:/afkugFbmWDQ967j1vr6zygBLQk=' },
    at: '2022-12-28T10:27:41Z',
  },
  {
    name: 'V1 header, TestV1AuthHeader 3',
    sent: ['GET', { bucket: 'examplebucket' }, 'resourceGroup&non-resousce=null'],
    headers: { ...v1Dated, authorization: 'OSS ak:vkQmfuUDyi1uDi3bKt67oemssIs=' },
    at: '2022-12-28T10:27:41Z',
  },
  {
    name: 'V1 header, TestV1AuthHeader 4',
    sent: ['GET', { bucket: 'examplebucket' }, 'resourceGroup&acl'],
    headers: { ...v1Dated, authorization: 'OSS ak:x3E5TgOvl/i7PN618s5mEvpJDYk=' },
    at: '2022-12-28T10:27:41Z',
  },
  {
    name: 'V1 URL, TestV1AuthQuery 1',
    sent: [
      'GET',
      { bucket: 'bucket', key: 'key' },
      'Expires=1699807420&OSSAccessKeyId=ak&Signature=dcLTea%2BYh9ApirQ8o8dOPqtvJXQ%3D&versionId=versionId',
    ],
    headers: {},
    at: '2023-11-12T16:43:40Z',
  },
  {
    name: 'V1 URL with a security token, TestV1AuthQuery 2',
    sent: [
      'GET',
      { bucket: 'bucket', key: 'key+123' },
      'Expires=1699808204&OSSAccessKeyId=ak&Signature=jzKYRrM5y6Br0dRFPaTGOsbrDhY%3D&security-token=token&versionId=versionId',
    ],
    headers: {},
    at: '2023-11-12T16:56:44Z',
  },
  {
    name: 'V4 header, TestV4AuthHeader',
    sent: ['PUT', v4Key, v4Query],
    headers: {
      ...v4Put,
      'x-oss-date': '20231216T162057Z',
      authorization: v4Header(
        '20231216',
        'Signature=e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
      ),
    },
    at: '2023-12-16T16:20:57Z',
  },
  {
    name: 'V4 header with a security token, TestV4AuthHeaderToken',
    sent: ['PUT', v4Key, v4Query],
    headers: {
      ...v4Put,
      'x-oss-date': '20231217T034736Z',
      'x-oss-security-token': 'token',
      authorization: v4Header(
        '20231217',
        'Signature=b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
      ),
    },
    at: '2023-12-17T03:47:36Z',
  },
  {
    name: 'V4 header, TestV4AuthHeaderWithAdditionalHeaders',
    sent: ['PUT', v4Key, v4Query],
    headers: {
      ...v4Put,
      'x-oss-date': '20231216T172512Z',
      authorization: v4Header(
        '20231216',
        'AdditionalHeaders=abc;zabc,Signature=4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f',
      ),
    },
    at: '2023-12-16T17:25:12Z',
  },
  {
    name: 'V4 URL, TestV4AuthQuery',
    sent: [
      'PUT',
      v4Key,
      `${v4Parameters('20231217T025437Z')}&x-oss-signature=a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe`,
    ],
    headers: v4Url,
    at: '2023-12-17T02:54:37Z',
  },
  {
    name: 'V4 URL with a security token, TestV4AuthQueryToken',
    sent: [
      'PUT',
      v4Key,
      `${v4Parameters('20231217T035628Z')}&x-oss-security-token=token&x-oss-signature=3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5`,
    ],
    headers: v4Url,
    at: '2023-12-17T03:56:28Z',
  },
  {
    name: 'V4 URL, TestV4AuthQueryWithAdditionalHeaders',
    sent: [
      'PUT',
      v4Key,
      `${v4Parameters('20231217T033009Z', 'abc%3Bzabc')}&x-oss-signature=6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7`,
    ],
    headers: v4Url,
    at: '2023-12-17T03:30:09Z',
  },
] as const)('knows the signer of $name', ({ sent: [method, where, query], headers, at }) => {
  const request = { method, query: parseQuery(query), headers };
  const now = () => Date.parse(at);
  const world = { accounts, temporaryKeys, now, region: 'cn-hangzhou' };
  expect(authenticate(request, where, world)).toEqual({ kind: 'account', account });
});
