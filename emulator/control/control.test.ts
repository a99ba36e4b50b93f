import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld, signed } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(() => {
  world = givenWorld({ auth: 'strict' });
  app = createApp(world);
});

it('tells health and readiness', async () => {
  const { status, body, headers } = await request(app).get('/-/health');
  expect([status, body]).toEqual([200, { status: 'ok' }]);
  expect(headers['content-type']).toBe('application/json');
  const { version } = (await world.video.find()) ?? { version: null };
  const codecs = { jpg: true, png: true, webp: true, gif: true, tiff: true, avif: true };
  const ready = await request(app).get('/-/ready');
  expect([ready.status, ready.body]).toEqual([200, { status: 'ready', codecs, ffmpeg: version }]);
  world.video.find = () => Promise.resolve(undefined);
  expect((await request(app).get('/-/ready')).body).toMatchObject({ ffmpeg: null });
  world.store.listBuckets = () => Promise.reject(new Error('closed'));
  expect((await request(app).get('/-/ready')).status).toBe(500);
});

it('resets', async () => {
  await givenBucket(world, 'demo');
  expect((await request(app).post('/-/reset')).status).toBe(200);
  expect(await world.store.listBuckets()).toEqual([]);
});

describe('a bucket', () => {
  const put = (body: string | object, name = 'demo') =>
    request(app).put(`/-/buckets/${name}`).send(body);
  beforeEach(() => givenBucket(world, 'demo'));

  it('changes edition, region and owner', async () => {
    const owner = world.credentials.accounts[1]?.id;
    const { status, body } = await put({ edition: '2019-09', region: 'us-west-1', owner });
    const expected = { name: 'demo', edition: '2019-09', region: 'us-west-1', owner };
    expect([status, body]).toEqual([200, expected]);
    expect(await world.store.getBucket('demo')).toMatchObject(expected);
  });

  it('answers by its new edition', async () => {
    await givenBucket(world, 'open', { acl: 'public-read' });
    await put({ edition: '2019-09' }, 'open');
    expect((await request(app).get('/open/none')).text).not.toContain('<EC>');
  });

  it('keeps what is not named', async () => {
    const before = await world.store.getBucket('demo');
    expect((await put({})).status).toBe(200);
    expect(await world.store.getBucket('demo')).toEqual(before);
  });

  it.each([
    [{ edition: '2020' }, 'edition is one of'],
    [{ region: 'Hangzhou' }, 'region looks like'],
    [{ region: 1 }, 'region looks like'],
    [{ owner: 'nobody' }, 'owner is one of'],
    [{ acl: 'private' }, 'acl cannot be set'],
    ['[', 'no JSON'],
    ['null', 'no object'],
    ['[]', 'no object'],
  ])('refuses %j and changes nothing', async (body, problem) => {
    const before = await world.store.getBucket('demo');
    const answer = await put(body).type('json');
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(problem);
    expect(await world.store.getBucket('demo')).toEqual(before);
  });

  it('must be there', async () => {
    expect((await put({ region: 'us-west-1' }, 'none')).status).toBe(404);
    expect(await world.store.getBucket('none')).toBeUndefined();
  });
});

describe('a temporary key', () => {
  const post = (body: object) => request(app).post('/-/sts').send(body);
  beforeEach(() => givenBucket(world, 'demo'));
  const list = ({ AccessKeyId, AccessKeySecret, SecurityToken }: Record<string, string>) => {
    const token = { 'x-oss-security-token': SecurityToken ?? '' };
    const resource = { bucket: 'demo' };
    const headers = signed(AccessKeyId ?? '', 'GET', resource, token, AccessKeySecret);
    return request(app).get('/demo/').set(headers);
  };

  it('has the rights of an account, until a reset', async () => {
    const { status, body } = await post({});
    expect(status).toBe(200);
    expect(body).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^STS\./),
        AccessKeySecret: expect.any(String),
        SecurityToken: expect.any(String),
        Expiration: '2024-01-02T04:04:05Z',
      },
    });
    expect((await list(body.Credentials)).status).toBe(200);
    world.temporaryKeys.renew();
    expect((await list(body.Credentials)).text).toContain('<Code>InvalidSecurityToken</Code>');
  });

  it('is asked for without a body', async () => {
    const { status, body } = await request(app).post('/-/sts');
    expect([status, Object.keys(body.Credentials as object).length]).toEqual([200, 4]);
  });

  it.each([
    ['stranger', '<Code>AccessDenied</Code>'],
    ['ak', '<Name>demo</Name>'],
  ])('has those of %s', async (account, text) => {
    const { body } = await post({ account, durationSeconds: 1 });
    expect((await list(body.Credentials)).text).toContain(text);
  });

  it('may have expired at once', async () => {
    const { body } = await post({ durationSeconds: 0 });
    expect((await list(body.Credentials)).text).toContain('<Code>SecurityTokenExpired</Code>');
  });

  it.each([
    [{ account: 'nobody' }, 'account is'],
    [{ durationSeconds: 43_201 }, 'durationSeconds is'],
    [{ durationSeconds: 1.5 }, 'durationSeconds is'],
    [{ durationSeconds: '900' }, 'durationSeconds is'],
    [{ policy: '{}' }, 'policy is not known'],
  ])('is not issued for %j', async (asked, problem) => {
    const { status, body } = await post(asked);
    expect([status, body.error]).toEqual([400, expect.stringContaining(problem)]);
  });
});

it('knows its routes and their methods', async () => {
  expect((await request(app).get('/-/none')).status).toBe(404);
  const { status, headers } = await request(app).get('/-/reset');
  expect([status, headers['allow']]).toEqual([405, 'POST']);
});

it('is no route on a bucket’s host', async () => {
  await givenBucket(world, 'demo');
  const { text } = await request(app).get('/-/health').set('Host', 'demo.localhost');
  expect(text).toContain('<Code>AccessDenied</Code>');
});
