import request from 'supertest';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { givenBucket, givenObject, givenWorld, signed } from './given.contract.ts';
import type { Entry } from './journal.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld({ auth: 'strict' });
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a', 'hello');
});
async function read(): Promise<readonly Entry[]> {
  const { body }: { body: { requests: readonly Entry[] } } = await request(app).get('/-/journal');
  return body.requests;
}

it('tells what was asked and how it was answered', async () => {
  const headers = signed('ak', 'GET', { bucket: 'demo', key: 'a' });
  await request(app).get('/demo/a?x=1&y').set('Host', 'somewhere').set(headers);
  await request(app).get('/demo/a').set('Host', 'somewhere');
  const [one, other, ...rest] = await read();
  expect(rest).toEqual([]);
  expect(one).toEqual({
    requestId: expect.stringMatching(/^[0-9A-F]{24}$/),
    time: '2024-01-02T03:04:05.000Z',
    method: 'GET',
    host: 'somewhere',
    path: '/demo/a',
    query: 'x=1&y',
    status: 200,
    signature: {
      accessKeyId: 'ak',
      stringToSign: `GET\n\n\n${headers['x-oss-date']}\nx-oss-date:${headers['x-oss-date']}\n/demo/a`,
    },
  });
  expect(other).toMatchObject({ status: 403, code: 'AccessDenied', ec: '0003-00000001' });
  expect(other).not.toHaveProperty('signature');
});

it('tells no secret, no signature and no token', async () => {
  const key = world.temporaryKeys.issue(world.credentials.accounts[0], world.now() + 1000);
  const { accessKeyId, accessKeySecret, securityToken } = key;
  const token = encodeURIComponent(securityToken);
  const where = { bucket: 'demo', key: 'a', query: `security-token=${token}` };
  const headers = signed(accessKeyId, 'GET', where, {}, accessKeySecret);
  const ask = (path: string, more = {}) =>
    request(app)
      .get(path)
      .set({ ...more, 'x-oss-double-why': '1' });
  expect((await ask(`/demo/a?security-token=${token}`, headers)).status).toBe(200);
  expect((await ask(`/demo/a?security-token=${token}&acl`, headers)).status).toBe(403);
  await ask('/demo/a?OSSAccessKeyId=ak&Expires=9999999999&Signature=c2lnbmF0dXJl');
  await ask('/demo/a?x-oss-signature=c2lnbmF0dXJl&x-oss-security-token=c2lnbmF0dXJl');
  const text = JSON.stringify(await read());
  const signature = headers['authorization']?.split(':')[1] ?? '';
  for (const hidden of [securityToken, token, accessKeySecret, signature, 'c2lnbmF0dXJl'])
    expect(text).not.toContain(hidden);
  expect(text.match(/REMOVED/g)?.length).toBeGreaterThan(4);
});

it('remembers the last two hundred, each within a bound', async () => {
  const long = 'a'.repeat(50_000);
  await request(app).get(`/demo/${long}?b=${long}`);
  for (let n = 0; n < 200; n += 1) await request(app).get(`/demo/a?n=${n}`);
  const all = await read();
  expect(all.map(({ query }) => query)).toEqual(Array.from({ length: 200 }, (_, n) => `n=${n}`));
  await request(app).get(`/demo/${long}?b=${long}`);
  expect(JSON.stringify((await read()).at(-1)).length).toBeLessThan(10_000);
});

it('is emptied, and holds nothing of the control routes', async () => {
  await request(app).get('/demo/a');
  expect((await request(app).delete('/-/journal')).status).toBe(200);
  await request(app).get('/-/health');
  await request(app).put('/-/buckets/none').send({});
  expect(await read()).toEqual([]);
});
