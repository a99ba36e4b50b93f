import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { completed, createClient, newBucketName, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');
const process = 'image/resize,w_200';
/** Names that are hard to write: in a URL, in a header, in XML. */
const names = ['plain.jpg', 'a b/ü+ö.jpg', '图片/例子 &<>"\'.jpg', 'line\r\nend.jpg', '%2F.jpg'];

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

describe.each(versions)('objects by ali-oss, signature %s', (version) => {
  const bucket = newBucketName();
  let client: ReturnType<typeof completed>;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await readFile(photo);
    client = completed(createClient(endpoint, version));
    await client.putBucket(bucket);
    client.useBucket(bucket);
    for (const name of names) await client.put(name, bytes, { meta: { uid: 7, pid: 3 } });
  });
  afterAll(async () => {
    for (const name of names) await client.delete(name);
    await client.deleteBucket(bucket);
  });

  test.each(names)('%j comes back whole, in part and as a stream', async (name) => {
    const { content } = await client.get(name);
    expect(bytes.equals(content)).toBe(true);
    const part = await client.get(name, undefined, { headers: { Range: 'bytes=1-9' } });
    expect(bytes.subarray(1, 10).equals(part.content)).toBe(true);
    const { stream } = await client.getStream(name);
    expect(bytes.equals(await buffer(stream))).toBe(true);
  });

  test('all of them are listed by their names', async () => {
    const listed = await client.list({ 'max-keys': 100, 'encoding-type': 'url' }, {});
    // The package leaves them encoded.
    const listedNames = listed.objects.map(({ name }) => decodeURIComponent(name));
    expect(listedNames.sort()).toEqual([...names].sort());
  });

  test('an object is written to a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
    const file = join(folder, 'got.jpg');
    await client.get('plain.jpg', file, { process });
    expect(probe(await readFile(file))).toMatchObject({ width: 200, height: 134 });
    await rm(folder, { recursive: true });
  });

  test('what did not change is not sent again', async () => {
    const { res } = await client.head('plain.jpg');
    const etag = 'etag' in res.headers ? String(res.headers.etag) : '';
    const again = await client.head('plain.jpg', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  test('getObjectMeta tells length and ETag, and no metadata of the user', async () => {
    const { status, res } = await client.getObjectMeta('plain.jpg');
    expect(status).toBe(200);
    expect(res.headers).toMatchObject({
      'content-length': String(bytes.length),
      etag: `"${createHash('md5').update(bytes).digest('hex').toUpperCase()}"`,
    });
    expect(res.headers).not.toHaveProperty('x-oss-meta-uid');
  });

  test.each(names)('%j is copied with its metadata, or with another', async (name) => {
    const { data, res } = await client.copy('made/copy.jpg', name);
    expect(res.status).toBe(200);
    expect(data).toMatchObject({ lastModified: expect.stringMatching(/T\d\d:\d\d:\d\d\.000Z$/) });
    expect((await client.head('made/copy.jpg')).meta).toEqual({ uid: '7', pid: '3' });
    await client.copy('made/copy.jpg', name, { meta: { uid: 8, pid: 4, path: 'a', mail: 'b' } });
    expect((await client.head('made/copy.jpg')).meta).toMatchObject({ uid: '8', mail: 'b' });
    expect(bytes.equals((await client.get('made/copy.jpg')).content)).toBe(true);
    await client.delete('made/copy.jpg');
  });

  test('putMeta puts metadata in the place of the old', async () => {
    await client.put('made/meta.jpg', bytes, { meta: { uid: 1, pid: 2 } });
    await client.putMeta('made/meta.jpg', { uid: 9, pid: 9 }, {});
    expect((await client.head('made/meta.jpg')).meta).toEqual({ uid: '9', pid: '9' });
    await client.delete('made/meta.jpg');
  });

  test('a forbidden overwrite leaves the object as it was', async () => {
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await expect(client.put('plain.jpg', Buffer.from('x'), { headers })).rejects.toMatchObject({
      code: 'FileAlreadyExists',
      status: 409,
    });
    expect(bytes.equals((await client.get('plain.jpg')).content)).toBe(true);
  });

  test('deleteMulti deletes by name, and says what is gone unless it shall be quiet', async () => {
    // The package does not write line feeds so that XML keeps them.
    const doomed = names.filter((name) => !name.includes('\n')).map((name) => `doomed/${name}`);
    for (const name of doomed) await client.put(name, Buffer.from('x'));
    const first = await client.deleteMulti(doomed.slice(0, 2));
    expect(first.deleted).toEqual(doomed.slice(0, 2).map((Key) => ({ Key })));
    const quiet = await client.deleteMulti(doomed.slice(2), { quiet: true });
    expect(quiet.deleted).toEqual([]);
    for (const name of doomed)
      await expect(client.head(name)).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  test('tags are put, read and deleted', async () => {
    await client.putObjectTagging('plain.jpg', { a: '1', 'b b': '2 2' });
    expect((await client.getObjectTagging('plain.jpg')).tag).toEqual({ a: '1', 'b b': '2 2' });
    await client.deleteObjectTagging('plain.jpg');
    expect((await client.getObjectTagging('plain.jpg')).tag).toEqual({});
  });

  test('a symlink leads to its target, and is processed like it', async () => {
    await client.putSymlink('made/link', 'a b/ü+ö.jpg', { storageClass: 'Standard' });
    const { targetName } = await client.getSymlink('made/link');
    expect(targetName).toBe('a b/ü+ö.jpg');
    expect(bytes.equals((await client.get('made/link')).content)).toBe(true);
    const { content } = await client.get('made/link', undefined, { process });
    expect(probe(content)).toMatchObject({ width: 200, height: 134 });
    await client.delete('made/link');
  });

  test('a result is saved, beside its source and in another bucket', async () => {
    const other = `${bucket}-2`;
    await client.putBucket(other);
    for (const target of [undefined, other]) {
      const name = '生成/ü.jpg';
      const { res } = await client.processObjectSave('plain.jpg', name, process, target);
      expect(res.status).toBe(200);
      client.useBucket(target ?? bucket);
      expect(probe((await client.get(name)).content)).toMatchObject({ width: 200, height: 134 });
      await client.delete(name);
      client.useBucket(bucket);
    }
    await client.deleteBucket(other);
    expect(bytes.equals((await client.get('plain.jpg')).content)).toBe(true);
  });

  test('nothing is saved on an error', async () => {
    // The package takes every answer for a success.
    const saved = await client.processObjectSave('plain.jpg', 'made/none.jpg', 'image/resize,w_0');
    expect(saved.res.status).toBe(400);
    const none = `${bucket}-none`;
    const lost = await client.processObjectSave('plain.jpg', 'made/none.jpg', process, none);
    expect(lost.res.status).toBe(404);
    await expect(client.head('made/none.jpg')).rejects.toMatchObject({ code: 'NoSuchKey' });
  });
});
