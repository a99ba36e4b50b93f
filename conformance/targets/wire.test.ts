import { describe, expect, it } from 'vitest';
import type { Request } from '../target.ts';
import { addParameters, type Endpoint, hostOf, parametersOf, toWire } from './wire.ts';

const path: Endpoint = { url: new URL('http://127.0.0.1:9000'), addressing: 'path' };
const virtual: Endpoint = {
  url: new URL('https://oss-cn-hangzhou.aliyuncs.com'),
  addressing: 'virtual',
};
const get: Request = {
  verb: 'GET',
  bucket: 'b',
  key: 'k',
  query: '',
  headers: {},
  as: 'anonymous',
};

describe('toWire', () => {
  it('names the bucket in the path or in the host', () => {
    expect(toWire(get, path)).toMatchObject({ origin: 'http://127.0.0.1:9000', path: '/b/k' });
    expect(toWire(get, virtual)).toMatchObject({
      origin: 'https://b.oss-cn-hangzhou.aliyuncs.com',
      path: '/k',
    });
    expect(hostOf('', virtual)).toBe('oss-cn-hangzhou.aliyuncs.com');
    expect(toWire({ ...get, key: '' }, path).path).toBe('/b/');
    expect(toWire({ ...get, key: '', bucket: '' }, path).path).toBe('/');
  });

  it('encodes what a key may hold', () => {
    expect(toWire({ ...get, key: "a b+é/%2F//?#'" }, path).path).toBe(
      '/b/a%20b%2B%C3%A9/%252F//%3F%23%27',
    );
  });

  it('sends a process in the query, and that of a POST in the body', () => {
    const process = 'image/resize,w_100|sys/saveas';
    expect(toWire({ ...get, process, query: 'a=1' }, path).query).toBe(
      'a=1&x-oss-process=image%2Fresize%2Cw_100%7Csys%2Fsaveas',
    );
    const post = toWire({ ...get, verb: 'POST', process }, path);
    expect(post.query).toBe('x-oss-process');
    expect(Buffer.from(post.body ?? []).toString()).toBe(`x-oss-process=${process}`);
    expect(toWire({ ...get, process: '' }, path).query).toBe('x-oss-process=');
  });

  it('leaves what a case wrote itself, but for what a request line cannot hold', () => {
    const asked = { ...get, path: '/b%2Fk', query: 'x=a+b%20c&é d' };
    expect(toWire(asked, path)).toMatchObject({ path: '/b%2Fk', query: 'x=a+b%20c&%C3%A9%20d' });
  });
});

it('parametersOf decodes, and tells no value from an empty one', () => {
  expect(parametersOf('acl&a=&b=x%2Cy+z&c=1=2&%ZZ')).toEqual([
    ['acl', undefined],
    ['a', ''],
    ['b', 'x,y z'],
    ['c', '1=2'],
    ['%ZZ', undefined],
  ]);
});

it('addParameters encodes', () => {
  expect(addParameters('', [['a', 'x/+']])).toBe('a=x%2F%2B');
  expect(
    addParameters('acl', [
      ['b', undefined],
      ['c', ''],
    ]),
  ).toBe('acl&b&c=');
});
