import { createHash, createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { parseQuery } from '../http/query.ts';
import { authenticate } from './authenticate.ts';
import type { Where } from './claim.ts';
import { Credentials } from './credentials.ts';
import { TemporaryKeys } from './temporary-keys.ts';

/** A request that is to be signed. */
export interface Sent {
  readonly method: string;
  readonly where: Where;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
}

export const now = Date.UTC(2023, 11, 16, 16, 20, 57);
export const httpDate = 'Sat, 16 Dec 2023 16:20:57 GMT';
export const basicDate = '20231216T162057Z';
export const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request';
export const accounts = new Credentials([{ accessKeyId: 'ak', accessKeySecret: 'sk' }]);
export const temporaryKeys = new TemporaryKeys();
const authority = { accounts, temporaryKeys, now: () => now, region: 'cn-hangzhou' };
const example = { bucket: 'examplebucket', key: 'dir/example.jpg' };
export const plain: Sent = { method: 'GET', where: example, query: [], headers: {} };

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
/** Who sent it, at a time and by the keys of these accounts. */
export const ask = ({ method, where, query, headers }: Sent, at = now, keys = accounts) => {
  const text = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return authenticate({ method, query: parseQuery(text), headers }, where, {
    ...authority,
    accounts: keys,
    now: () => at,
  });
};
export const refused = (sent: Sent, refusal: string, at = now) => {
  expect(() => ask(sent, at)).toThrow(expect.objectContaining({ refusal }));
};

// A signer of its own, so that reader and writer cannot agree on a mistake. All parameters count as signed.
const path = ({ bucket, key }: Where) => (bucket === undefined ? '/' : `/${bucket}/${key ?? ''}`);
const ossHeaders = (headers: Sent['headers'], others: string[] = []) =>
  Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-') || others.includes(name))
    .sort()
    .map((name) => `${name}:${headers[name]!}\n`)
    .join('');
const join = (pairs: Sent['query']) =>
  [...pairs]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');

export function v1({ method, where, query, headers }: Sent, date: string, secret: string): string {
  const resource = query.length === 0 ? path(where) : `${path(where)}?${join(query)}`;
  const type = headers['content-type'] ?? '';
  const text = `${method}\n\n${type}\n${date}\n${ossHeaders(headers)}${resource}`;
  return createHmac('sha1', secret).update(text).digest('base64');
}
export function v4({ method, where, query, headers }: Sent, secret: string): string {
  const pairs = query.map((pair) => pair.map(encode) as [string, string]);
  const uri = encode(path(where)).replaceAll('%2F', '/');
  const lines = ossHeaders(headers, ['content-type', 'host']);
  const canonical = `${method}\n${uri}\n${join(pairs)}\n${lines}\nhost\nUNSIGNED-PAYLOAD`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  let key: Buffer | string = `aliyun_v4${secret}`;
  const parts = ['20231216', 'cn-hangzhou', 'oss', 'aliyun_v4_request'];
  const text = `OSS4-HMAC-SHA256\n${basicDate}\n${parts.join('/')}\n${digest}`;
  for (const part of [...parts, text]) key = createHmac('sha256', key).update(part).digest();
  return key.toString('hex');
}

/** A request signed in each form. */
export const forms: Readonly<Record<string, (sent: Sent, secret?: string, id?: string) => Sent>> = {
  'V1 header': (sent, secret = 'sk', id = 'ak') => {
    const dated = { ...sent, headers: { ...sent.headers, date: httpDate } };
    const authorization = `OSS ${id}:${v1(dated, httpDate, secret)}`;
    return { ...dated, headers: { ...dated.headers, authorization } };
  },
  'V1 URL': (sent, secret = 'sk', id = 'ak') => {
    const expires = String(now / 1000 + 60);
    const signature = v1(sent, expires, secret);
    const pairs = [
      ['OSSAccessKeyId', id],
      ['Expires', expires],
      ['Signature', signature],
    ] as const;
    return { ...sent, query: [...sent.query, ...pairs] };
  },
  'V4 header': (sent, secret = 'sk', id = 'ak') => {
    const added = {
      host: 'h',
      'x-oss-date': basicDate,
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    };
    const dated = { ...sent, headers: { ...sent.headers, ...added } };
    const authorization = `OSS4-HMAC-SHA256 Credential=${id}/${scope},AdditionalHeaders=host,Signature=${v4(dated, secret)}`;
    return { ...dated, headers: { ...dated.headers, authorization } };
  },
  'V4 URL': (sent, secret = 'sk', id = 'ak') => {
    const pairs = [
      ['x-oss-signature-version', 'OSS4-HMAC-SHA256'],
      ['x-oss-credential', `${id}/${scope}`],
      ['x-oss-date', basicDate],
      ['x-oss-expires', '599'],
      ['x-oss-additional-headers', 'host'],
    ] as const;
    const headers = { ...sent.headers, host: 'h' };
    const dated = { ...sent, headers, query: [...sent.query, ...pairs] };
    return { ...dated, query: [...dated.query, ['x-oss-signature', v4(dated, secret)]] };
  },
};
export const formNames = Object.keys(forms);

const inHeader = (sent: Sent, token: string): Sent => ({
  ...sent,
  headers: { ...sent.headers, 'x-oss-security-token': token },
});
const inUrl =
  (name: string) =>
  (sent: Sent, token: string): Sent => ({ ...sent, query: [...sent.query, [name, token]] });
/** Where SDKs write a security token. */
export const tokens: Readonly<Record<string, (sent: Sent, token: string) => Sent>> = {
  'V1 header': inHeader,
  'V4 header': inHeader,
  'V1 URL': inUrl('security-token'),
  'V4 URL': inUrl('x-oss-security-token'),
};
