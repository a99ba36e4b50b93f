import type { Bound, ChoicesOf, DeliverId } from '../../spec/types.gen.ts';
import { permit } from '../auth/permit.ts';
import { holdBucketName } from '../buckets/name.ts';
import type { AskedOfObject } from '../call.ts';
import { refuse } from '../errors.ts';
import type { Response } from '../http/message.ts';
import type { Body } from '../operation.ts';
import type { Bucket } from '../store/bucket.ts';
import { holdObjectName } from './name.ts';

/** Where a result goes: looked for, and allowed, before anything is rendered. */
export interface Target {
  readonly bucket: Bucket;
  readonly key: string;
  /** As the process named it; empty where it named none. */
  readonly named: string;
}

/**
 * The target of `sys/saveas`. Refuses an illegal name, a missing bucket, one of another region, and whoever may not write
 * there (manual of 2019 §1.9).
 */
export async function findTarget(
  { world, bucket: source, principal }: AskedOfObject,
  { args, at }: Bound<DeliverId>,
): Promise<Target> {
  const { o: key, b: named = '' } = args;
  holdObjectName(key);
  if (named !== '') holdBucketName(named);
  const name = named === '' ? source.name : named;
  const bucket =
    (await world.store.getBucket(name)) ??
    refuse('no-such-bucket', { fields: { BucketName: name }, at });
  permit(principal, 'write-object', bucket, await world.store.head(name, key));
  if (bucket.region !== source.region) refuse('sys/saveas:other-region', { at });
  return { bucket, key, named };
}

/** In the form of the service, byte for byte: four spaces, and no line feed before the last brace. */
const describe = ({ key, named }: Target, bytes: number) =>
  `{\n    "bucket": ${JSON.stringify(named)},\n    "fileSize": ${bytes},\n    "object": ${JSON.stringify(key)},\n    "status": "OK"}`;

/** Stores a result. Refuses where the bucket went meanwhile; then nothing is stored. */
export async function saveAs(
  { world }: AskedOfObject,
  target: Target,
  { type, bytes }: Body,
  choices: ChoicesOf['sys/saveas'],
): Promise<Response> {
  const { bucket, key } = target;
  async function* body() {
    yield await Promise.resolve(bytes);
  }
  const stored = await world.store.put(bucket.name, key, body(), {
    acl: 'default',
    storageClass: bucket.storageClass,
    headers: { 'content-type': type },
    meta: {},
  });
  if (!stored) refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
  if (choices.answer === 'nothing') return { status: 200, headers: {} };
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(describe(target, bytes.length)),
  };
}
