import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

const domains = ['aliyuncs.com', 'localhost', 'oss.example.test'];
const read = (host: string, path: string) => readAddress(host, path, domains);

describe('hosts', () => {
  it.each([
    ['demo.oss-cn-hangzhou.aliyuncs.com', 'demo', 'cn-hangzhou', 'oss-cn-hangzhou.aliyuncs.com'],
    [
      'demo.oss-cn-hangzhou-internal.aliyuncs.com',
      'demo',
      'cn-hangzhou',
      'oss-cn-hangzhou-internal.aliyuncs.com',
    ],
    ['demo.img-cn-beijing.aliyuncs.com', 'demo', 'cn-beijing', 'img-cn-beijing.aliyuncs.com'],
    ['demo.oss-accelerate.aliyuncs.com', 'demo', undefined, 'oss-accelerate.aliyuncs.com'],
    ['demo.localhost:9000', 'demo', undefined, 'localhost:9000'],
    ['demo.any.thing.localhost:9000', 'demo', undefined, 'any.thing.localhost:9000'],
    ['DEMO.LocalHost:9000', 'demo', undefined, 'LocalHost:9000'],
    ['demo.oss.example.test', 'demo', undefined, 'oss.example.test'],
    ['oss-like.oss-us-west-1.localhost', 'oss-like', 'us-west-1', 'oss-us-west-1.localhost'],
  ])('%s belongs to a bucket', (host, bucket, region, endpoint) => {
    expect(read(host, '/a/b.jpg')).toEqual({
      style: 'virtual',
      host,
      endpoint,
      region,
      img: host.includes('.img-'),
      bucket,
      key: 'a/b.jpg',
      control: undefined,
    });
    expect(read(host, '/')).toMatchObject({ bucket, key: undefined });
  });

  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
    ['oss-cn-hangzhou-internal.aliyuncs.com', 'cn-hangzhou'],
    ['img-cn-qingdao.localhost:9000', 'cn-qingdao'],
    ['oss.localhost', undefined],
    ['localhost:9000', undefined],
    ['127.0.0.1:9000', undefined],
    ['[::1]:9000', undefined],
    ['emulator', undefined],
    ['notaliyuncs.com', undefined],
    ['', undefined],
  ])('%s is the service', (host, region) => {
    const named = { style: 'path', host, endpoint: host, region };
    expect(read(host, '/')).toMatchObject({ ...named, bucket: undefined, key: undefined });
    expect(read(host, '/demo')).toMatchObject({ ...named, bucket: 'demo', key: undefined });
    expect(read(host, '/demo/')).toMatchObject({ ...named, bucket: 'demo', key: undefined });
    expect(read(host, '/demo/a/b')).toMatchObject({ ...named, bucket: 'demo', key: 'a/b' });
  });
});

describe('keys', () => {
  it.each([
    ['/%E5%9B%BE%20%2B+.jpg', '图 ++.jpg'],
    ['/a%2Fb', 'a/b'],
    ['//a', '/a'],
    ['/a//b/', 'a//b/'],
    ['/./a/../b', './a/../b'],
    ['/%2e%2e/x', '../x'],
    ['/-/health', '-/health'],
    ['/%25', '%'],
  ])('%s is kept as written', (path, key) => {
    expect(read('demo.localhost', path)).toMatchObject({ bucket: 'demo', key });
    expect(read('localhost', `/demo${path}`)).toMatchObject({ bucket: 'demo', key });
  });

  it('splits after decoding', () => {
    expect(read('localhost', '/demo%2Fa%2Fb')).toMatchObject({ bucket: 'demo', key: 'a/b' });
  });

  it('does not take an empty first segment for the service', () => {
    expect(read('localhost', '//a')).toMatchObject({ bucket: '', key: 'a' });
  });

  it.each(['/demo/%ZZ', '/demo/%', '/demo/%FF', '/demo/%C3%28'])('%s is refused', (path) => {
    expect(() => read('localhost', path)).toThrow('malformed-request');
  });
});

it('knows the control routes on hosts that are no bucket’s', () => {
  expect(read('localhost:9000', '/-/buckets/a')).toMatchObject({
    bucket: undefined,
    key: undefined,
    control: 'buckets/a',
  });
  expect(read('oss-cn-hangzhou.aliyuncs.com', '/-/health').control).toBe('health');
});
