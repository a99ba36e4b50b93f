import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { OSSObject } from 'oss-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { createClient, newBucketName } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';
import { createOssClient } from './oss-client.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');
const process = 'image/resize,w_200';
const key = '图片/ü+ö photo.jpg';
const bucket = newBucketName();

let endpoint: Endpoint;
let client: OSSObject;
let bytes: Buffer;
beforeAll(async () => {
  endpoint = await openEndpoint();
  bytes = await readFile(photo);
  // The package knows nothing of buckets.
  await createClient(endpoint, 'V1').putBucket(bucket);
  client = createOssClient(endpoint, bucket);
  await client.put(key, photo, { meta: { uid: 7, pid: 3 } });
});
afterAll(async () => {
  try {
    await client.delete(key);
    await createClient(endpoint, 'V1').deleteBucket(bucket);
  } finally {
    await endpoint[Symbol.asyncDispose]();
  }
});

test('an object comes back as it was put, and processed', async () => {
  expect(bytes.equals((await client.get(key)).content)).toBe(true);
  const { content } = await client.get(key, { process });
  expect(probe(content)).toMatchObject({ format: 'jpg', width: 200, height: 134 });
});

test('streams go in and out', async () => {
  await client.putStream('streamed.jpg', createReadStream(photo));
  const { stream } = await client.getStream('streamed.jpg');
  expect(bytes.equals(await buffer(stream))).toBe(true);
  await client.delete('streamed.jpg');
});

test('an object that everybody may read is read by its address', async () => {
  await client.put('open.jpg', bytes, { headers: { 'x-oss-object-acl': 'public-read' } });
  const base = endpoint.isPathStyle ? `${endpoint.url}/` : undefined;
  const name = endpoint.isPathStyle ? `${bucket}/open.jpg` : 'open.jpg';
  expect((await fetch(client.generateObjectUrl(name, base))).status).toBe(200);
  await client.delete('open.jpg');
});

test('a form is signed by its policy', async () => {
  const expiration = new Date(Date.now() + 60_000).toISOString();
  const signed = client.calculatePostSignature({ expiration, conditions: [{ bucket }] });
  const form = new FormData();
  for (const [name, value] of Object.entries({ key: 'posted.txt', ...signed }))
    form.append(name, value);
  form.append('file', new Blob(['hello oss']));
  const address = new URL(endpoint.isPathStyle ? `/${bucket}/` : '/', endpoint.url);
  expect((await fetch(address, { method: 'POST', body: form })).status).toBe(204);
  expect(Buffer.from('hello oss').equals((await client.get('posted.txt')).content)).toBe(true);
  await client.delete('posted.txt');
});

test('head and getObjectMeta tell what is there', async () => {
  expect(await client.head(key)).toMatchObject({ status: 200, meta: { uid: '7', pid: '3' } });
  const { res } = await client.getObjectMeta(key);
  expect(res.headers['content-length']).toBe(String(bytes.length));
  await expect(client.head('none')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
});

test('a signed URL carries a process, and holds for no other', async () => {
  const url = await client.asyncSignatureUrl(key, { expires: 3600, process });
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(probe(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ width: 200 });
  expect((await fetch(url.replace('w_200', 'w_300'))).status).toBe(403);
});

test('list and listV2 tell the keys', async () => {
  const { objects } = await client.list({ prefix: '图片/', 'max-keys': 10 });
  expect(objects.map(({ name }) => name)).toEqual([key]);
  const second = await client.listV2({ prefix: '图片/', 'max-keys': 10 });
  expect(second.objects.map(({ name }) => name)).toEqual([key]);
});

test('the ACL of an object is kept', async () => {
  expect((await client.getACL(key)).acl).toBe('default');
  await client.putACL(key, 'public-read');
  expect((await client.getACL(key)).acl).toBe('public-read');
});

test('an object is copied, with its metadata or another', async () => {
  await client.copy('copy.jpg', key);
  expect((await client.head('copy.jpg')).meta).toEqual({ uid: '7', pid: '3' });
  await client.putMeta('copy.jpg', { uid: 9, pid: 9 });
  expect((await client.head('copy.jpg')).meta).toEqual({ uid: '9', pid: '9' });
  expect(bytes.equals((await client.get('copy.jpg')).content)).toBe(true);
  await client.delete('copy.jpg');
});

test('a result is saved', async () => {
  const { status } = await client.processObjectSave(key, '生成/ü.jpg', process, bucket);
  expect(status).toBe(200);
  expect(probe((await client.get('生成/ü.jpg')).content)).toMatchObject({ width: 200 });
  await client.delete('生成/ü.jpg');
  const wrong = client.processObjectSave(key, 'none.jpg', 'image/resize,w_0');
  await expect(wrong).rejects.toMatchObject({ code: 'InvalidArgument', status: 400 });
  await expect(client.head('none.jpg')).rejects.toMatchObject({ status: 404 });
});

test('tags are put, read and deleted', async () => {
  await client.putObjectTagging(key, { a: '1', 'b b': '2 2' });
  expect((await client.getObjectTagging(key)).tag).toEqual({ a: '1', 'b b': '2 2' });
  await client.deleteObjectTagging(key);
  expect((await client.getObjectTagging(key)).tag).toEqual({});
});

test('a symlink leads to its target', async () => {
  await client.putSymlink('link', key, { storageClass: 'Standard' });
  expect((await client.getSymlink('link')).targetName).toBe(key);
  expect(bytes.equals((await client.get('link')).content)).toBe(true);
  await client.delete('link');
});

test('an object is appended to', async () => {
  const { nextAppendPosition } = await client.append('log.txt', Buffer.from('one '));
  await client.append('log.txt', Buffer.from('two'), { position: nextAppendPosition });
  expect(Buffer.from('one two').equals((await client.get('log.txt')).content)).toBe(true);
  await client.delete('log.txt');
});

test('many are deleted at once', async () => {
  for (const name of ['d/1', 'd/2 &<>', 'd/图']) await client.put(name, Buffer.from('x'));
  const { deleted } = await client.deleteMulti(['d/1', 'd/2 &<>']);
  expect(deleted).toEqual([{ Key: 'd/1' }, { Key: 'd/2 &<>' }]);
  expect((await client.deleteMulti(['d/图'], { quiet: true })).deleted).toEqual([]);
  expect((await client.list({ prefix: 'd/', 'max-keys': 10 })).objects).toEqual([]);
});
