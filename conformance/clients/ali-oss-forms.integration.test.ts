import { afterAll, beforeAll, expect, test } from 'vitest';
import { completed, createClient, newBucketName } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

/** What a page of another origin does with this package: the server signs a policy, the browser asks and posts. */
const origin = 'http://www.example.com';
const bucket = newBucketName();
let endpoint: Endpoint;
let client: ReturnType<typeof completed>;
let address: URL;

beforeAll(async () => {
  endpoint = await openEndpoint();
  client = completed(createClient(endpoint, 'V4'));
  await client.putBucket(bucket);
  client.useBucket(bucket);
  address = new URL(endpoint.isPathStyle ? `/${bucket}/` : '/', endpoint.url);
});
afterAll(async () => {
  for (const key of ['posted/a b.txt', 'posted/shared']) await client.delete(key);
  await client.deleteBucket(bucket);
  await endpoint[Symbol.asyncDispose]();
});

/** A form as the example of the package signs it, by V4. */
function formOf(key: string, conditions: readonly unknown[], file: string): FormData {
  const date = new Date();
  const stamp = `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = `${stamp.slice(0, 8)}/${endpoint.region}/oss/aliyun_v4_request`;
  const signed = {
    'x-oss-credential': `${endpoint.accessKeyId}/${scope}`,
    'x-oss-date': stamp,
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
  };
  const named = Object.entries(signed).map(([name, value]) => ({ [name]: value }));
  const policy = {
    expiration: new Date(date.getTime() + 60_000).toISOString(),
    conditions: [{ bucket }, ...named, ...conditions],
  };
  const form = new FormData();
  form.append('key', key);
  for (const [name, value] of Object.entries(signed)) form.append(name, value);
  form.append('policy', Buffer.from(JSON.stringify(policy)).toString('base64'));
  form.append('x-oss-signature', client.signPostObjectPolicyV4(policy, date));
  form.append('success_action_status', '201');
  form.append('file', new Blob([file], { type: 'text/plain' }), 'a b.txt');
  return form;
}
const post = (form: FormData) =>
  fetch(address, { method: 'POST', body: form, headers: { origin } });

test('a form that is signed by V4 is stored', async () => {
  const answer = await post(
    formOf('posted/${filename}', [['starts-with', '$key', 'posted/']], 'hello'),
  );
  expect(answer.status).toBe(201);
  expect(await answer.text()).toContain('<Key>posted/a b.txt</Key>');
  const { content, res } = await client.get('posted/a b.txt');
  expect(String(content)).toBe('hello');
  expect(res.headers).toMatchObject({ 'content-type': 'text/plain' });
});

test.each([
  ['AccessDenied', [['eq', '$key', 'another']]],
  ['EntityTooLarge', [['content-length-range', 0, 4]]],
  ['InvalidPolicyDocument', [['ends-with', '$key', 'a']]],
] as const)('a form that its policy forbids gets %s', async (code, conditions) => {
  const answer = await post(formOf('posted/refused', conditions, 'hello'));
  expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  await expect(client.head('posted/refused')).rejects.toMatchObject({ status: 404 });
});

test('a page may post and read as the rules of the bucket say', async () => {
  await client.putBucketCORS(bucket, [
    {
      allowedOrigin: origin,
      allowedMethod: ['GET', 'POST'],
      allowedHeader: '*',
      exposeHeader: 'ETag',
      maxAgeSeconds: '60',
    },
  ]);
  const ask = (method: string, from = origin) =>
    fetch(address, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': method },
    });
  const allowed = await ask('POST');
  expect(allowed.status).toBe(200);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST',
    'access-control-max-age': '60',
  });
  expect((await ask('DELETE')).status).toBe(403);
  expect((await ask('POST', 'http://other.com')).status).toBe(403);

  const answer = await post(formOf('posted/shared', [], 'hello'));
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toBe('ETag');
  await client.deleteBucketCORS(bucket);
  expect((await ask('POST')).status).toBe(403);
});
