import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../http/query.ts';
import { canonicalRequest, sign, stringToSign } from './v4.ts';

const date = '20231216T162057Z';
const scope = { day: '20231216', region: 'cn-hangzhou' };
const get = { method: 'GET', query: parseQuery(''), headers: {} };
const example = { bucket: 'examplebucket', key: 'dir/example.jpg' };
const signed = (canonical: string) => sign('sk', scope, stringToSign(canonical, date, scope));
const queryOf = (text: string) =>
  canonicalRequest({ ...get, query: parseQuery(text) }, {}, []).split('\n')[2];

describe('the V4 canonical request', () => {
  // A vector of the official SDK; vectors.test.ts has all of them.
  const put = {
    method: 'PUT',
    query: parseQuery(
      'param1=value1&%2Bparam1=value3&%7Cparam1=value4&%2Bparam2=&%7Cparam2=&param2=',
    ),
    headers: {
      'content-type': 'text/plain',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': date,
      'x-oss-head1': 'value',
      abc: 'value',
      zabc: 'value',
      xyz: 'value',
    },
  };
  const where = { bucket: 'bucket', key: '1234+-/123/1.txt' };

  it('is the one of the SDKs for a put', () => {
    const canonical = canonicalRequest(put, where, []);
    expect(canonical.split('\n').slice(0, 3)).toEqual([
      'PUT',
      '/bucket/1234%2B-/123/1.txt',
      '%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2',
    ]);
    expect(signed(canonical)).toBe(
      'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
    );
  });

  it('shows additional headers among the others and lists them', () => {
    expect(canonicalRequest(put, where, ['abc', 'zabc']).split('\n').slice(3)).toEqual([
      'abc:value',
      'content-type:text/plain',
      'x-oss-content-sha256:UNSIGNED-PAYLOAD',
      `x-oss-date:${date}`,
      'x-oss-head1:value',
      'zabc:value',
      '',
      'abc;zabc',
      'UNSIGNED-PAYLOAD',
    ]);
  });

  // Computed with the code that meets the vector above.
  it('covers process', () => {
    const query = parseQuery('x-oss-process=image%2Fresize%2Cw_100');
    const headers = { 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD', 'x-oss-date': date };
    expect(signed(canonicalRequest({ method: 'GET', query, headers }, example, []))).toBe(
      '83d7f7a2b08714e841fa6b7220134b940c7b02271bcc4086cdbeb4094a434713',
    );
  });

  it('covers all parameters of a signed URL but the signature', () => {
    const query = parseQuery(
      'x-oss-signature=00&x-oss-process=image%2Fresize%2Cw_100&x-oss-signature-version=OSS4-HMAC-SHA256' +
        '&x-oss-credential=ak%2F20231216%2Fcn-hangzhou%2Foss%2Faliyun_v4_request' +
        `&x-oss-date=${date}&x-oss-expires=599`,
    );
    expect(signed(canonicalRequest({ ...get, query }, example, []))).toBe(
      '54368749a16c756b5773bf476efd235bbb1366e1f07527ec074a44e5d47456e1',
    );
  });

  it.each([
    [{}, '/'],
    [{ bucket: 'b' }, '/b/'],
    [{ bucket: 'b', key: "a b+c//'/图" }, '/b/a%20b%2Bc//%27/%E5%9B%BE'],
  ])('names the resource of %j', (resource, uri) => {
    expect(canonicalRequest(get, resource, []).split('\n')[1]).toBe(uri);
  });

  it.each([
    ['b=2&a&a-b=1', 'a&a-b=1&b=2'],
    ['b=2&a=&c', 'a&b=2&c'],
    ['a=b+c', 'a=b%20c'],
    ['a=%2f(%zz', 'a=%252f%28%25zz'],
    ['a=%2f(', 'a=%2F%28'],
    ['a=2&a=1', 'a=1&a=2'],
    ['', ''],
  ])('writes the query %j as %j', (text, canonical) => {
    expect(queryOf(text)).toBe(canonical);
  });

  it('takes the hash of the payload from its header', () => {
    const headers = { 'x-oss-content-sha256': 'e3b0c442' };
    const last = (text: string) => text.slice(text.lastIndexOf('\n') + 1);
    expect(last(canonicalRequest({ ...get, headers }, {}, []))).toBe('e3b0c442');
    expect(last(canonicalRequest(get, {}, []))).toBe('UNSIGNED-PAYLOAD');
  });

  it('does not depend on the order of parameters', () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 8 });
    const shuffled = pairs.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const text = (list: [string, string][]) =>
      queryOf(list.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
    fc.assert(fc.property(shuffled, ([list, other]) => text(list) === text(other)));
  });
});

describe('an empty value that was written as one (Q192)', () => {
  const query = parseQuery('live=&prefix=&marker&max-keys=1');
  const of = (empty: 'bare' | 'written') =>
    canonicalRequest({ method: 'GET', headers: {}, query }, {}, [], empty).split('\n')[2];
  it('is its name alone for most', () => {
    expect(of('bare')).toBe('live&marker&max-keys=1&prefix');
  });
  it('has its = for ali-oss, but where it is a sub-resource', () => {
    expect(of('written')).toBe('live&marker&max-keys=1&prefix=');
  });
});
