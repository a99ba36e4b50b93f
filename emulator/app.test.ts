import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { givenBucket, givenObject, givenWorld, now, signed } from './given.contract.ts';
import type { OpenObject } from './store/object.ts';

describe('every answer', () => {
  it('carries the common headers', async () => {
    const { headers, status } = await request(createApp(givenWorld())).get('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      server: 'AliyunOSS',
      date: new Date(now).toUTCString(),
      'content-type': 'application/xml',
      'x-oss-request-id': expect.stringMatching(/^[0-9A-F]{24}$/),
      'x-oss-server-time': expect.stringMatching(/^\d+$/),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it('is logged in a line without its query', async () => {
    const world = givenWorld();
    const { headers } = await request(createApp(world)).get('/none/a%20b?Signature=secret');
    expect(world.lines).toEqual([
      {
        level: 'info',
        requestId: headers['x-oss-request-id'],
        method: 'GET',
        path: '/none/a%20b',
        status: 404,
        ms: expect.any(Number),
      },
    ]);
  });
});

describe('refusals', () => {
  it('name the host that the client used', async () => {
    const { status, headers, text } = await request(createApp(givenWorld()))
      .get('/a.jpg')
      .set('Host', 'none.oss-cn-beijing.aliyuncs.com');
    expect(status).toBe(404);
    expect(headers['x-oss-ec']).toBe('0015-00000101');
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>NoSuchBucket</Code>
  <Message>The specified bucket does not exist.</Message>
  <RequestId>${headers['x-oss-request-id']}</RequestId>
  <HostId>none.oss-cn-beijing.aliyuncs.com</HostId>
  <BucketName>none</BucketName>
  <EC>0015-00000101</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0015-00000101</RecommendDoc>
</Error>
`);
  });

  it('stand in a header on HEAD', async () => {
    const { status, headers, body } = await request(createApp(givenWorld())).head('/none/a');
    expect(status).toBe(404);
    expect(body).toEqual({});
    expect(Buffer.from(headers['x-oss-err'] ?? '', 'base64').toString()).toContain(
      '<Code>NoSuchBucket</Code>',
    );
  });

  it('have the form of the bucket’s edition', async () => {
    const world = givenWorld();
    await givenBucket(world, 'old', { edition: '2019-09' });
    const { headers, text } = await request(createApp(world)).get('/old/none');
    expect(text).toContain('<Code>NoSuchKey</Code>');
    expect(text).not.toContain('<EC>');
    expect(headers).not.toHaveProperty('x-oss-ec');
  });

  it('have the form of the server’s edition where there is no bucket', async () => {
    const { text } = await request(createApp(givenWorld({ edition: '2019-09' }))).get('/none/a');
    expect(text).toContain('<Code>NoSuchBucket</Code>');
    expect(text).not.toContain('<EC>');
  });

  it.each([
    ['/%ZZ', 400, 'BadRequest'],
    ['/Bad_Name', 400, 'InvalidBucketName'],
    ['/a', 400, 'InvalidBucketName'],
    ['//a', 400, 'InvalidBucketName'],
    ['/demo//a', 400, 'InvalidObjectName'],
    [`/demo/${'a'.repeat(1024)}`, 400, 'InvalidObjectName'],
    ['/demo/none', 404, 'NoSuchKey'],
  ])('%s is %i %s', async (path, status, code) => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    const answer = await request(createApp(world)).get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
  });

  it('become a 500 where the fault is ours, which is logged', async () => {
    const world = givenWorld();
    const error = new Error('the disk is gone');
    world.store.listBuckets = () => Promise.reject(error);
    const { status, text } = await request(createApp(world)).get('/');
    expect(status).toBe(500);
    expect(text).toContain('<Code>InternalError</Code>');
    expect(text).not.toContain('disk');
    expect(world.lines[0]).toMatchObject({ level: 'error', error });
  });

  it('become a 500 of the service where a header cannot be written, and the body is closed', async () => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    // Whoever stores such a thing is refused; this comes from beneath.
    await givenObject(world, 'demo', 'a', 'content', { meta: { x: 'a\nb' } });
    const open = world.store.open.bind(world.store);
    const bodies: NodeJS.ReadableStream[] = [];
    world.store.open = async (...asked) => {
      const object = await open(...asked);
      const stream: OpenObject['stream'] = (range) => {
        const body = object!.stream(range);
        bodies.push(body);
        return body;
      };
      return (
        object && {
          head: object.head,
          bytes: (r) => object.bytes(r),
          stream,
          close: () => object.close(),
        }
      );
    };
    const { status, text, headers } = await request(createApp(world)).get('/demo/a');
    expect(status).toBe(500);
    expect(headers['content-type']).toBe('application/xml');
    expect(text).toContain('<Code>InternalError</Code>');
    expect(text).not.toContain('outgoing');
    expect(bodies).toEqual([expect.objectContaining({ destroyed: true })]);
    expect(world.lines).toContainEqual(
      expect.objectContaining({ level: 'error', error: expect.any(TypeError) }),
    );
  });
});

describe('calls', () => {
  it.each([
    ['put', '/demo?lifecycle', 'PutBucketLifecycle'],
    ['delete', '/demo?lifecycle', 'DeleteBucketLifecycle'],
    ['post', '/demo?wormId=1', 'CompleteBucketWorm'],
    ['post', '/demo/a?restore', 'RestoreObject'],
    ['put', '/demo/a?live', 'PutLiveChannel'],
    ['get', '/?regions', 'DescribeRegions'],
  ] as const)('%s %s is known and not emulated', async (method, path, name) => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    const { status, text } = await request(createApp(world))[method](path);
    expect(status).toBe(400);
    expect(text).toContain('<Code>NotImplemented</Code>');
    expect(text).toContain(name);
    expect(await world.store.getBucket('demo')).toBeDefined();
  });

  it('do not copy by putting nothing', async () => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    const { text } = await request(createApp(world))
      .put('/demo/b')
      .set('x-oss-copy-source', '/demo/a');
    expect(text).toContain('<Code>NoSuchKey</Code>');
    expect(await world.store.head('demo', 'b')).toBeUndefined();
  });

  it.each([
    ['delete', '/demo?acl', 'DELETE', 'Bucket'],
    ['delete', '/demo/a?acl', 'DELETE', 'Object'],
    ['patch', '/demo/a', 'PATCH', 'Object'],
    ['post', '/demo/a', 'POST', 'Object'],
    ['put', '/', 'PUT', 'Service'],
  ] as const)('%s %s is no method of it', async (method, path, verb, resource) => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a');
    const { status, text } = await request(createApp(world))[method](path);
    expect(status).toBe(405);
    expect(text).toMatch(
      new RegExp(`<Method>${verb}</Method>\n  <ResourceType>${resource}</ResourceType>`),
    );
    expect(await world.store.head('demo', 'a')).toBeDefined();
  });

  it('pass over parameters that nobody knows', async () => {
    const world = givenWorld();
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a', 'hello');
    const { status, text } = await request(createApp(world))
      .get('/demo/a?spm=1&version=2')
      .buffer();
    expect([status, text]).toEqual([200, undefined]);
  });
});

describe('who asks', () => {
  const strict = { auth: 'strict' } as const;

  it('lets the owner in and nobody else', async () => {
    const world = givenWorld(strict);
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a', 'hello');
    const app = createApp(world);
    const where = { bucket: 'demo', key: 'a' };
    const status = async (headers: Record<string, string>) =>
      (await request(app).get('/demo/a').set(headers)).status;
    expect(await status(signed('ak', 'GET', where))).toBe(200);
    expect(await status(signed('stranger', 'GET', where))).toBe(403);
    expect(await status({})).toBe(403);
    expect(await status(signed('nobody', 'GET', where))).toBe(403);
  });

  it('signs the bucket of the host like that of the path', async () => {
    const world = givenWorld(strict);
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a', 'hello');
    const { status } = await request(createApp(world))
      .get('/a')
      .set(signed('ak', 'GET', { bucket: 'demo', key: 'a' }))
      .set('Host', 'demo.oss-cn-hangzhou.aliyuncs.com');
    expect(status).toBe(200);
  });

  it('asks an object’s own ACL', async () => {
    const world = givenWorld(strict);
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a', 'hello', { acl: 'public-read' });
    expect((await request(createApp(world)).get('/demo/a')).status).toBe(200);
  });

  it('says AccessDenied before NoSuchKey, and NoSuchBucket before AccessDenied', async () => {
    const world = givenWorld(strict);
    await givenBucket(world, 'demo');
    const app = createApp(world);
    expect((await request(app).get('/demo/none')).text).toContain('AccessDenied');
    expect((await request(app).get('/none/none')).text).toContain('NoSuchBucket');
    const wrong = { ...signed('ak', 'GET', {}), authorization: 'OSS ak:wrong' };
    expect((await request(app).get('/none/none').set(wrong)).text).toContain(
      'SignatureDoesNotMatch',
    );
  });

  it('needs an account to make or list buckets', async () => {
    const app = createApp(givenWorld(strict));
    expect((await request(app).get('/')).status).toBe(403);
    expect((await request(app).put('/demo')).status).toBe(403);
    expect(
      (
        await request(app)
          .put('/demo')
          .set(signed('ak', 'PUT', { bucket: 'demo' }))
      ).status,
    ).toBe(200);
  });
});
