import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../http/query.ts';
import { isSubResource } from './sub-resources.ts';
import { sign, stringToSign } from './v1.ts';

const date = 'Wed, 28 Dec 2022 10:27:41 GMT';
const example = { bucket: 'examplebucket', key: 'dir/example.jpg' };
const get = { method: 'GET', query: parseQuery(''), headers: {} };

describe('the V1 string to sign', () => {
  // A vector of the official SDK; vectors.test.ts has all of them.
  it('is the one of the SDKs for a put with metadata', () => {
    const headers = {
      'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
      'content-type': 'text/html',
      date: 'not looked at',
      'x-oss-date': date,
      'x-oss-meta-author': 'alice',
      'x-oss-meta-magic': 'abracadabra',
    };
    const put = { method: 'PUT', query: parseQuery(''), headers };
    const text = stringToSign(put, { bucket: 'examplebucket', key: 'nelson' }, date);
    expect(text).toBe(
      `PUT\neB5eJF1ptWaXm4bijSPyxw==\ntext/html\n${date}\nx-oss-date:${date}\n` +
        'x-oss-meta-author:alice\nx-oss-meta-magic:abracadabra\n/examplebucket/nelson',
    );
    expect(sign('sk', text)).toBe('kSHKmLxlyEAKtZPkJhG9bZb5k7M=');
  });

  // Computed with the code that meets the vector above.
  it('takes process into the resource, decoded', () => {
    const query = parseQuery('x-oss-process=image%2Fresize%2Cw_100');
    const text = stringToSign({ ...get, query }, example, date);
    expect(text).toBe(
      `GET\n\n\n${date}\n/examplebucket/dir/example.jpg?x-oss-process=image/resize,w_100`,
    );
    expect(sign('sk', text)).toBe('+ouXbHY8P2qwvdxIN34DZoaE2cA=');
  });

  it('has the seconds of Expires in place of a date', () => {
    const query = parseQuery('x-oss-process=image/resize,w_100&Expires=1702743657');
    expect(sign('sk', stringToSign({ ...get, query }, example, '1702743657'))).toBe(
      'rgEl7b89hHzWVOB1/Lo2Yi54Oeo=',
    );
  });

  it('shows a sub-resource without a value by its name alone', () => {
    const post = {
      method: 'POST',
      query: parseQuery('x-oss-process='),
      headers: {
        'content-md5': 'PVeqgAxyM7eX+9JSMuLQOA==',
        'content-type': 'application/octet-stream',
      },
    };
    expect(sign('sk', stringToSign(post, example, date))).toBe('27rcTtjVUXqXcA1o9/zfbGBl6Rg=');
  });

  it.each([
    [{}, '/'],
    [{ bucket: 'b' }, '/b/'],
    [{ bucket: 'b', key: 'a b+c/图' }, '/b/a b+c/\xe5\x9b\xbe'],
  ])('names the resource of %j', (where, path) => {
    expect(stringToSign(get, where, date)).toBe(`GET\n\n\n${date}\n${path}`);
  });

  it('passes over parameters that are no sub-resources, and over all but the first of a name', () => {
    const query = parseQuery('prefix=p&uploads&max-keys=3&acl=1&acl=2&x-oss-anything=%20');
    expect(stringToSign({ ...get, query }, {}, '')).toBe(
      'GET\n\n\n\n/?acl=1&uploads&x-oss-anything= ',
    );
  });

  it('sorts headers by their names, not by their lines', () => {
    const headers = { 'x-oss-meta-a-b': ' 2 ', 'x-oss-meta-a': '1', host: 'h', 'x-osx': 'no' };
    expect(stringToSign({ ...get, headers }, {}, '')).toBe(
      'GET\n\n\n\nx-oss-meta-a:1\nx-oss-meta-a-b:2\n/',
    );
  });

  it('does not depend on the order of parameters and headers', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z-]{1,8}$/), fc.string()), {
      selector: ([name]) => name,
    });
    const shuffled = pairs.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const text = (list: [string, string][]) => {
      const query = list.map(([name, value]) => `x-oss-${name}=${encodeURIComponent(value)}`);
      const headers = Object.fromEntries(list.map(([name, value]) => [`x-oss-${name}`, value]));
      return stringToSign({ method: 'GET', query: parseQuery(query.join('&')), headers }, {}, date);
    };
    fc.assert(fc.property(shuffled, ([list, other]) => text(list) === text(other)));
  });
});

describe('sub-resources', () => {
  it.each(['acl', 'style', 'styleName', 'processConfiguration', 'x-oss-process', 'versionId'])(
    'count %s',
    (name) => expect(isSubResource(name)).toBe(true),
  );

  it.each([
    'prefix',
    'marker',
    'list-type',
    'category',
    'OSSAccessKeyId',
    'Expires',
    'Signature',
    '',
  ])('do not count %j', (name) => expect(isSubResource(name)).toBe(false));
});
