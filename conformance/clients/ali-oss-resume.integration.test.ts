import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { createClient, newBucketName, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');
const partSize = 200 * 1024;

let endpoint: Endpoint;
let folder: string;
beforeAll(async () => {
  endpoint = await openEndpoint();
  folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await endpoint[Symbol.asyncDispose]();
});

describe.each(versions)('an upload that ali-oss goes on with, signature %s', (version) => {
  const bucket = newBucketName();
  const file = () => join(folder, `${version}.bmp`);
  let client: OSS;
  let bytes: Buffer;
  beforeAll(async () => {
    client = createClient(endpoint, version);
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put('photo.jpg', photo);
    const process = 'image/resize,w_800,limit_0/format,bmp';
    bytes = (await client.get('photo.jpg', undefined, { process })).content;
    await writeFile(file(), bytes);
  });
  afterAll(async () => {
    for (const key of ['photo.jpg', 'large.bmp']) await client.delete(key);
    await client.deleteBucket(bucket);
  });

  test('a picture is sent to its end by its checkpoint, and processed', async () => {
    let kept: OSS.Checkpoint | undefined;
    const broken = client.multipartUpload('large.bmp', file(), {
      partSize,
      parallel: 1,
      progress: (_: number, checkpoint: OSS.Checkpoint) => {
        if (checkpoint.doneParts.length < 2) return;
        kept ??= structuredClone(checkpoint);
        client.cancel();
      },
    });
    await expect(broken).rejects.toMatchObject({ name: 'cancel' });
    if (kept === undefined) throw new Error('no checkpoint was told');
    await expect(client.head('large.bmp')).rejects.toMatchObject({ status: 404 });

    const sent: number[] = [];
    const checkpoint = kept;
    await client.multipartUpload('large.bmp', file(), {
      checkpoint,
      partSize,
      parallel: 2,
      // Of the end it tells without a checkpoint.
      progress: (_: number, told: OSS.Checkpoint | null) => {
        if (told !== null) sent.push(told.doneParts.length);
      },
    });
    const parts = Math.ceil(bytes.length / partSize);
    // Two were there already.
    expect(sent[0]).toBe(3);
    expect(checkpoint.doneParts).toHaveLength(parts);

    const { res } = await client.head('large.bmp');
    expect(res.headers).toMatchObject({
      'x-oss-object-type': 'Multipart',
      'content-length': String(bytes.length),
    });
    expect(bytes.equals((await client.get('large.bmp')).content)).toBe(true);
    const process = 'image/resize,w_100/format,png';
    const { content } = await client.get('large.bmp', undefined, { process });
    expect(probe(content)).toMatchObject({ format: 'png', width: 100, height: 67 });
  });
});
