import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { completed, createClient, newBucketName, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

describe.each(versions)('buckets by ali-oss, signature %s', (version) => {
  const bucket = newBucketName();
  let client: ReturnType<typeof completed>;
  beforeAll(async () => {
    client = completed(createClient(endpoint, version));
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put('photo.jpg', photo);
  });
  afterAll(async () => {
    await client.delete('photo.jpg');
    await client.deleteBucket(bucket);
  });

  test('a bucket tells where it is and how much it holds', async () => {
    expect(await client.getBucketLocation(bucket)).toMatchObject({
      location: `oss-${endpoint.region}`,
    });
    const { stat: counted } = await client.getBucketStat(bucket);
    const { size } = await stat(photo);
    expect(counted).toMatchObject({ ObjectCount: '1', Storage: String(size) });
  });

  test('a bucket without live channels has none', async () => {
    const { channels } = await client.listChannels({ prefix: '', marker: '', 'max-keys ': 10 });
    expect(channels).toEqual([]);
  });

  test('rules of CORS are put, read and deleted', async () => {
    const rule = {
      allowedOrigin: ['https://example.com', 'https://*.example.org'],
      allowedMethod: ['GET', 'PUT'],
      allowedHeader: '*',
      exposeHeader: ['ETag', 'x-oss-request-id'],
      maxAgeSeconds: '60',
    };
    await client.putBucketCORS(bucket, [rule]);
    expect((await client.getBucketCORS(bucket)).rules).toEqual([rule]);
    await client.deleteBucketCORS(bucket);
    await expect(client.getBucketCORS(bucket)).rejects.toMatchObject({
      code: 'NoSuchCORSConfiguration',
      status: 404,
    });
  });

  test('what a bucket does not do here is refused by its name', async () => {
    const calls = {
      GetBucketEncryption: client.getBucketEncryption(bucket),
      GetBucketLifecycle: client.getBucketLifecycle(bucket),
      GetBucketLogging: client.getBucketLogging(bucket),
      GetBucketReferer: client.getBucketReferer(bucket),
      GetBucketTags: client.getBucketTags(bucket),
      GetBucketRequestPayment: client.getBucketRequestPayment(bucket),
      GetBucketWebsite: client.getBucketWebsite(bucket),
      RestoreObject: client.restore('photo.jpg'),
    };
    const refused = Object.entries(calls).map(([name, call]) =>
      expect(call, name).rejects.toMatchObject({
        code: 'NotImplemented',
        message: expect.stringContaining(name),
      }),
    );
    await Promise.all(refused);
  });

  test('a form that a browser posts is signed by its policy', async () => {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    const policy = { expiration, conditions: [{ bucket }, ['starts-with', '$key', 'posted/']] };
    const form = new FormData();
    form.append('key', 'posted/${filename}');
    const signed: object = client.calculatePostSignature(policy);
    for (const [name, value] of Object.entries(signed)) form.append(name, String(value));
    form.append('file', new Blob([new Uint8Array(await readFile(photo))]), 'ü photo.jpg');
    const address = new URL(endpoint.isPathStyle ? `/${bucket}/` : '/', endpoint.url);
    const answer = await fetch(address, { method: 'POST', body: form });
    expect(await answer.text()).toBe('');
    expect(answer.status).toBe(204);
    const { content } = await client.get('posted/ü photo.jpg');
    expect(probe(content)).toMatchObject({ width: 400, height: 267 });
    await client.delete('posted/ü photo.jpg');
  });
});
