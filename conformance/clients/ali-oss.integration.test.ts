import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { createClient, newBucketName, signUrl, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');
const key = 'a folder/ü+ö photo.jpg';
const process = 'image/resize,w_200';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

describe.each(versions)('ali-oss, signature %s', (version) => {
  const bucket = newBucketName();
  let client: OSS;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await readFile(photo);
    client = createClient(endpoint, version);
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put(key, photo, { meta: { uid: 7, pid: 3 } });
  });
  afterAll(async () => {
    await client.delete(key);
    await client.deleteBucket(bucket);
  });

  test('a bucket that was put is listed and tells about itself', async () => {
    // The types promise a list; the package answers an object that holds it.
    const listed: unknown = await client.listBuckets({ prefix: bucket });
    expect(listed).toMatchObject({ buckets: [{ name: bucket }] });
    const { bucket: info } = await client.getBucketInfo(bucket);
    expect(info).toMatchObject({
      Name: bucket,
      Location: `oss-${endpoint.region}`,
      AccessControlList: { Grant: 'private' },
    });
  });

  test('an object comes back as it was put', async () => {
    const { content, res } = await client.get(key);
    expect(bytes.equals(content)).toBe(true);
    expect(res.headers).toMatchObject({
      'content-type': 'image/jpeg',
      etag: `"${createHash('md5').update(bytes).digest('hex').toUpperCase()}"`,
    });
  });

  test('head tells the user metadata', async () => {
    const { status, meta, res } = await client.head(key);
    expect(status).toBe(200);
    expect(meta).toEqual({ uid: '7', pid: '3' });
    expect(res.headers).toMatchObject({ 'content-length': String(bytes.length) });
  });

  test('get with a process answers the processed picture', async () => {
    const { content } = await client.get(key, undefined, { process });
    expect(probe(content)).toMatchObject({ format: 'jpg', width: 200, height: 134 });
  });

  test('a signed URL carries a process', async () => {
    const answer = await fetch(await signUrl(client, version, key, process));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(probe(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({
      width: 200,
      height: 134,
    });
  });

  test('a signed URL holds only for the process that was signed', async () => {
    const url = await signUrl(client, version, key, process);
    const answer = await fetch(url.replace('w_200', 'w_300'));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  test('a stream of unknown length is put', async () => {
    await client.putStream('streamed.jpg', createReadStream(photo));
    const { content } = await client.get('streamed.jpg');
    expect(bytes.equals(content)).toBe(true);
    await client.delete('streamed.jpg');
  });

  test('list and listV2 page through folders and keys', async () => {
    for (const name of ['list/a', 'list/b/1', 'list/b/2', 'list/c']) {
      await client.put(name, Buffer.from(name));
    }
    const query = { prefix: 'list/', delimiter: '/', 'max-keys': 2 };
    const first = await client.list(query, {});
    expect(first.objects.map(({ name }) => name)).toEqual(['list/a']);
    expect(first.prefixes).toEqual(['list/b/']);
    expect(first.isTruncated).toBe(true);
    const rest = await client.list({ ...query, marker: first.nextMarker }, {});
    expect(rest.objects.map(({ name }) => name)).toEqual(['list/c']);
    expect(rest.isTruncated).toBe(false);

    const second = await client.listV2({ prefix: 'list/', 'max-keys': '3' });
    expect(second.objects.map(({ name }) => name)).toEqual(['list/a', 'list/b/1', 'list/b/2']);
    const last = await client.listV2({
      prefix: 'list/',
      'continuation-token': second.nextContinuationToken,
    });
    expect(last.objects.map(({ name }) => name)).toEqual(['list/c']);
    for (const name of ['list/a', 'list/b/1', 'list/b/2', 'list/c']) await client.delete(name);
  });

  test('the ACL of an object decides whether a stranger may read it', async () => {
    const { origin, pathname } = new URL(client.signatureUrl(key));
    const url = `${origin}${pathname}`;
    expect((await client.getACL(key)).acl).toBe('default');
    expect((await fetch(url)).status).toBe(403);
    await client.putACL(key, 'public-read');
    expect((await client.getACL(key)).acl).toBe('public-read');
    expect((await fetch(url)).status).toBe(200);
    await client.putACL(key, 'private');
    expect((await fetch(url)).status).toBe(403);
  });

  test('the ACL of a bucket is kept', async () => {
    await client.putBucketACL(bucket, 'public-read');
    expect((await client.getBucketACL(bucket)).acl).toBe('public-read');
    await client.putBucketACL(bucket, 'private');
    expect((await client.getBucketACL(bucket)).acl).toBe('private');
  });

  test('a deleted object is gone', async () => {
    await client.put('gone.txt', Buffer.from('soon'));
    await client.delete('gone.txt');
    await expect(client.get('gone.txt')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
    await expect(client.head('gone.txt')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
  });
});
