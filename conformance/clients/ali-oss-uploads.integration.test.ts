import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completed, createClient, newBucketName, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const key = '上传/ü+ö.bin';
const part = 100 * 1024;
const bytes = randomBytes(2 * part + 1000);

let endpoint: Endpoint;
let folder: string;
let file: string;
beforeAll(async () => {
  endpoint = await openEndpoint();
  folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  file = join(folder, 'big.bin');
  await writeFile(file, bytes);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await endpoint[Symbol.asyncDispose]();
});

describe.each(versions)('uploads by ali-oss, signature %s', (version) => {
  const bucket = newBucketName();
  let client: ReturnType<typeof completed>;
  beforeAll(async () => {
    client = completed(createClient(endpoint, version));
    await client.putBucket(bucket);
    client.useBucket(bucket);
  });
  afterAll(async () => {
    await client.delete(key);
    await client.deleteBucket(bucket);
  });

  const stored = async (name: string) => {
    const { content } = await client.get(name);
    return bytes.equals(content);
  };

  test('multipartUpload sends a file in parts', async () => {
    const seen: number[] = [];
    const { res } = await client.multipartUpload(key, file, {
      partSize: part,
      parallel: 2,
      progress: (share: number) => void seen.push(share),
    });
    expect(res.status).toBe(200);
    expect(seen.at(-1)).toBe(1);
    expect(await stored(key)).toBe(true);
    const { uploads } = await client.listUploads({ 'max-uploads': 10 });
    expect(uploads).toEqual([]);
  });

  test('parts are sent, listed and put together one by one', async () => {
    const { uploadId } = await client.initMultipartUpload(key);
    const listed = await client.listUploads({ 'max-uploads': 10 });
    expect(listed.uploads).toMatchObject([{ name: key, uploadId }]);
    const parts: { number: number; etag: string }[] = [];
    for (const [i, start] of [0, part, 2 * part].entries()) {
      const end = Math.min(start + part, bytes.length);
      const { etag } = await client.uploadPart(key, uploadId, i + 1, file, start, end);
      const md5 = createHash('md5').update(bytes.subarray(start, end)).digest('hex');
      expect(etag).toBe(`"${md5.toUpperCase()}"`);
      parts.push({ number: i + 1, etag });
    }
    const there = await client.listParts(key, uploadId, {
      'max-parts': 10,
      'part-number-marker': 0,
      'encoding-type': 'url',
    });
    expect(there).toMatchObject({ uploadId });
    await client.completeMultipartUpload(key, uploadId, parts);
    expect(await stored(key)).toBe(true);
  });

  test('an upload that is aborted leaves the object as it was', async () => {
    await client.put(key, bytes);
    const { uploadId } = await client.initMultipartUpload(key);
    await client.uploadPart(key, uploadId, 1, file, 0, part);
    await client.abortMultipartUpload(key, uploadId);
    expect(await stored(key)).toBe(true);
    await expect(client.listParts(key, uploadId)).rejects.toMatchObject({ code: 'NoSuchUpload' });
  });

  test('an object is copied in parts', async () => {
    await client.put(key, bytes);
    const whole = { startOffset: 0, endOffset: bytes.length };
    const source = { sourceKey: key, sourceBucketName: bucket, ...whole };
    const { res } = await client.multipartUploadCopy('copy.bin', source, { partSize: part });
    expect(res.status).toBe(200);
    expect(await stored('copy.bin')).toBe(true);
    await client.delete('copy.bin');
  });

  test('an object is appended to, at its end alone', async () => {
    const first = await client.append('log.txt', Buffer.from('one '));
    expect(first.nextAppendPosition).toBe('4');
    const second = await client.append('log.txt', Buffer.from('two'), { position: '4' });
    expect(second.nextAppendPosition).toBe('7');
    await expect(
      client.append('log.txt', Buffer.from('x'), { position: '4' }),
    ).rejects.toMatchObject({ code: 'PositionNotEqualToLength', status: 409 });
    expect(Buffer.from('one two').equals((await client.get('log.txt')).content)).toBe(true);
    await client.delete('log.txt');
  });
});
