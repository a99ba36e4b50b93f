import { permit } from '../auth/permit.ts';
import type { AskedOfObject } from '../call.ts';
import { refuse } from '../errors.ts';
import type { ObjectHead, OpenObject } from '../store/object.ts';

type Asking = Pick<AskedOfObject, 'world' | 'bucket' | 'principal' | 'version'>;

/**
 * What is said of an object that is read through a link: content and its digests are the target's, the time is the later
 * one, and all else the link's. Source: OSS API reference, GetObject.
 */
const throughLink = (link: ObjectHead, target: ObjectHead): ObjectHead => ({
  ...link,
  size: target.size,
  etag: target.etag,
  md5: target.md5,
  crc64: target.crc64,
  modified: Math.max(link.modified, target.modified),
});

/** The target of a link. Refuses one that is not there, is a link too, or may not be read by whoever asks. */
function holdTarget(
  { bucket, principal }: Asking,
  link: ObjectHead,
  target: ObjectHead | undefined,
): ObjectHead {
  const fields = { Key: link.key };
  const found = target ?? refuse('symlink-target-not-there', { fields });
  if (found.target !== undefined) refuse('symlink-to-symlink', { fields });
  permit(principal, 'read-object', bucket, found);
  return found;
}

/** The head that a GET tells: of a link, what it says with its target. */
export async function followHead(asking: Asking, head: ObjectHead): Promise<ObjectHead> {
  if (head.target === undefined) return head;
  const target = await asking.world.store.head(asking.bucket.name, head.target);
  return throughLink(head, holdTarget(asking, head, target));
}

/** Opens an object, or through a link the newest version of its target. Undefined: there is no object of this key. */
export async function openThrough(asking: Asking, key: string): Promise<OpenObject | undefined> {
  const { world, bucket, version } = asking;
  const object = await world.store.open(bucket.name, key, version);
  if (object?.head.target === undefined) return object;
  await object.close();
  const link = object.head;
  const target = await world.store.open(bucket.name, object.head.target);
  try {
    const head = throughLink(link, holdTarget(asking, link, target?.head));
    return target && { ...delegate(target), head };
  } catch (error) {
    await target?.close();
    throw error;
  }
}

const delegate = (object: OpenObject): Omit<OpenObject, 'head'> => ({
  stream: (range) => object.stream(range),
  bytes: (range) => object.bytes(range),
  close: () => object.close(),
});
