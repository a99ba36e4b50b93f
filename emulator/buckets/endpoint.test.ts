import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';
import { readAddress } from '../http/address.ts';
import { endpointsOf } from './endpoint.ts';

describe('endpoints', () => {
  it.each([
    ['a.oss-cn-hangzhou.aliyuncs.com', 'oss-us-west-1.aliyuncs.com', '-internal.aliyuncs.com'],
    [
      'a.oss-cn-hangzhou-internal.localhost:1',
      'oss-us-west-1.localhost:1',
      '-internal.localhost:1',
    ],
    ['oss-cn-hangzhou.aliyuncs.com', 'oss-us-west-1.aliyuncs.com', '-internal.aliyuncs.com'],
    ['a.img-cn-hangzhou.aliyuncs.com', 'oss-us-west-1.aliyuncs.com', '-internal.aliyuncs.com'],
    ['a.OSS-cn-Hangzhou.AliyunCS.com', 'oss-us-west-1.AliyunCS.com', '-internal.AliyunCS.com'],
  ])('at %s are those of the region', (host, extranet, internal) => {
    const endpoints = endpointsOf(
      readAddress(host, '/', ['aliyuncs.com', 'localhost']),
      'us-west-1',
    );
    expect(endpoints).toEqual({ extranet, intranet: `oss-us-west-1${internal}` });
  });

  it.each([
    'localhost:9000',
    'a.localhost:9000',
    '127.0.0.1:9000',
    'a.oss-accelerate.aliyuncs.com',
  ])('at %s are what the client wrote', (host) => {
    const named = host.replace(/^a\./, '');
    const endpoints = endpointsOf(readAddress(host, '/', ['aliyuncs.com', 'localhost']), 'x');
    expect(endpoints).toEqual({ extranet: named, intranet: named });
  });

  it('on a custom domain are those of the service', async () => {
    const world = givenWorld();
    const domains = [{ host: 'img.example.com', bound: 0 }];
    await givenBucket(world, 'demo', { domains, region: 'us-west-1' });
    const { text } = await request(createApp(world))
      .get('/?bucketInfo')
      .set('Host', 'img.example.com');
    expect(text).toContain('<ExtranetEndpoint>oss-us-west-1.aliyuncs.com</ExtranetEndpoint>');
    expect(text).toContain(
      '<IntranetEndpoint>oss-us-west-1-internal.aliyuncs.com</IntranetEndpoint>',
    );
  });
});

describe('strict addressing', () => {
  const open = async () => {
    const world = givenWorld({ strictAddressing: true, auth: 'strict' });
    await givenBucket(world, 'demo', { acl: 'public-read' });
    await givenBucket(world, 'old', { acl: 'public-read', edition: '2019-09' });
    await givenObject(world, 'demo', 'a', 'text');
    return createApp(world);
  };

  it.each([
    'localhost',
    '127.0.0.1',
    'oss-cn-hangzhou.aliyuncs.com',
    'img-cn-hangzhou.aliyuncs.com',
  ])('refuses a bucket in the path at %s', async (host) => {
    const app = await open();
    const { status, text } = await request(app).get('/demo/a').set('Host', host);
    expect(status).toBe(403);
    expect(text).toContain('<Code>SecondLevelDomainForbidden</Code>');
    expect(text).toContain('<Message>Please use virtual hosted style to access.</Message>');
    expect(text).toContain('<EC>0003-00001401</EC>');
  });

  it('words it as the documents in 2019-09', async () => {
    const { text } = await request(await open()).get('/old/a');
    expect(text).toContain('must be addressed using OSS third level domain.</Message>');
    expect(text).not.toContain('<EC>');
  });

  it('takes hosts of buckets, the service itself and its own routes', async () => {
    const app = await open();
    const get = (path: string, host: string) => request(app).get(path).set('Host', host);
    expect(String((await get('/a', 'demo.localhost')).body)).toBe('text');
    expect((await get('/', 'localhost')).text).toContain('<Code>AccessDenied</Code>');
    expect((await get('/-/health', 'localhost')).status).toBe(200);
  });
});
