import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Bucket, type BucketChange, findBound, recordsOf } from './bucket.ts';
import { type Digest, Digester } from './digest.ts';
import { moveDurably, syncFolder, writeDurably } from './durable.ts';
import { FolderBucket } from './folder-bucket.ts';
import { uploadsByBucket } from './folder-uploads-by-bucket.ts';
import { markOurs, requireOurs } from './folder-format.ts';
import {
  type BucketLayout,
  hashName,
  isHash,
  type Layout,
  layOut,
  layOutBucket,
} from './folder-layout.ts';
import { makeHead } from './head.ts';
import { requireKey } from './key.ts';
import { KeyIndex } from './key-index.ts';
import { inLimbo, type Ready } from './limbo.ts';
import { listIndex, type Listing, type ListQuery } from './listing.ts';
import { type Lock, lockFolder } from './lock.ts';
import type { DeleteMarker, NewObject, ObjectChange, ObjectHead, OpenObject } from './object.ts';
import { readBucketRecord } from './records.ts';
import type { Accept, Store, StoreOptions } from './store.ts';
import { createTurns } from './turns.ts';
import { VersionIndex } from './version-index.ts';
import { listVersions, type VersionListing, type VersionQuery } from './version-listing.ts';

/**
 * Keeps everything in a folder, which is made where it is missing. What a call has answered stays, also when the process
 * is killed the moment after; of what was under way nothing stays. Reads the buckets' records; an index of keys is read
 * when its bucket is first asked for something, and then kept in memory.
 *
 * Throws a plain Error where another process has the folder, or where it holds anything but a store of this format; then
 * nothing in it has changed.
 */
export async function openFolderStore(
  folder: string,
  { now = Date.now }: StoreOptions = {},
): Promise<Store> {
  const path = resolve(folder);
  await requireOurs(path);
  await mkdir(path, { recursive: true });
  const lock = await lockFolder(path);
  try {
    // Again: another process may have begun a store here and ended since.
    if ((await requireOurs(path)) === 'new') await markOurs(path);
    const layout = layOut(path);
    await rm(layout.limbo, { recursive: true, force: true });
    await mkdir(layout.limbo);
    await mkdir(layout.buckets, { recursive: true });
    const store = new FolderStore(layout, lock, now);
    await store.readBuckets();
    return store;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class FolderStore implements Store {
  readonly #layout: Layout;
  readonly #lock: Lock;
  readonly #now: () => number;
  readonly #buckets = new Map<string, FolderBucket>();
  /** For what makes and drops buckets; what happens inside one waits for turns of its own. */
  readonly #inTurn = createTurns();
  readonly #host = {
    now: () => this.#now(),
    newPath: () => this.#newPath(),
    requireOpen: () => this.#requireOpen(),
  };
  readonly uploads = uploadsByBucket((name) => this.#find(name)?.uploads);
  #closing: Promise<void> | undefined;

  constructor(layout: Layout, lock: Lock, now: () => number) {
    this.#layout = layout;
    this.#lock = lock;
    this.#now = now;
  }

  async readBuckets(): Promise<void> {
    for (const name of (await readdir(this.#layout.buckets)).filter(isHash)) {
      const at = layOutBucket(join(this.#layout.buckets, name));
      this.#admit(at, await readBucketRecord(at.record));
    }
  }

  async listBuckets(): Promise<readonly Bucket[]> {
    this.#requireOpen();
    return Promise.resolve(recordsOf(this.#buckets.values()));
  }

  async getBucket(name: string): Promise<Bucket | undefined> {
    return Promise.resolve(this.#find(name)?.record);
  }

  async bucketOf(domain: string): Promise<Bucket | undefined> {
    this.#requireOpen();
    return Promise.resolve(findBound(this.#buckets.values(), domain));
  }

  createBucket(record: Bucket): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#find(record.name) !== undefined) return false;
      const made = layOutBucket(this.#newPath());
      await mkdir(made.heads, { recursive: true });
      await mkdir(made.content);
      await writeDurably(made.record, JSON.stringify(record));
      await syncFolder(made.folder);
      const at = layOutBucket(join(this.#layout.buckets, hashName(record.name)));
      await moveDurably(made.folder, at.folder);
      this.#admit(at, record);
      return true;
    });
  }

  async changeBucket(name: string, change: BucketChange): Promise<boolean> {
    return (await this.#find(name)?.change(change)) ?? false;
  }

  deleteBucket(name: string): Promise<'deleted' | 'not-empty' | 'missing'> {
    return this.#inTurn(async () => {
      const bucket = this.#find(name);
      if (bucket === undefined) return 'missing';
      return (await this.#drop(bucket, { onlyEmpty: true })) ? 'deleted' : 'not-empty';
    });
  }

  async head(bucket: string, key: string, version?: string): Promise<ObjectHead | undefined> {
    return this.#find(bucket)?.head(key, version);
  }

  async open(bucket: string, key: string, version?: string): Promise<OpenObject | undefined> {
    return this.#find(bucket)?.open(key, version);
  }

  async put(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    return this.#receive(bucketName, key, body, async (bucket, ready, digest) => {
      const record = { blob: randomUUID(), head: makeHead(key, digest, object, this.#now()) };
      await writeDurably(ready.recordPath, JSON.stringify(record));
      this.#requireOpen();
      return bucket.enter(ready, record, accept);
    });
  }

  async append(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    return this.#receive(bucketName, key, body, (bucket, { contentPath }, digest) => {
      this.#requireOpen();
      return bucket.append(contentPath, { key, digest, object }, accept);
    });
  }

  async changeObject(
    bucket: string,
    key: string,
    change: ObjectChange,
    version?: string,
  ): Promise<boolean> {
    return (await this.#find(bucket)?.changeObject(key, change, version)) ?? false;
  }

  async remove(bucket: string, key: string): Promise<boolean | DeleteMarker> {
    return (await this.#find(bucket)?.remove(key)) ?? false;
  }

  async removeVersion(
    bucket: string,
    key: string,
    version: string,
  ): Promise<ObjectHead | DeleteMarker | undefined> {
    return this.#find(bucket)?.removeVersion(key, version);
  }

  async marker(bucket: string, key: string, version?: string): Promise<DeleteMarker | undefined> {
    return this.#find(bucket)?.marker(key, version);
  }

  async listVersions(bucket: string, query: VersionQuery): Promise<VersionListing> {
    return this.#find(bucket)?.listVersions(query) ?? listVersions(new VersionIndex(), query);
  }

  async list(bucket: string, query: ListQuery): Promise<Listing> {
    return this.#find(bucket)?.list(query) ?? listIndex(new KeyIndex(), query);
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      this.#requireOpen();
      for (const bucket of [...this.#buckets.values()]) {
        await this.#drop(bucket, { onlyEmpty: false });
      }
    });
  }

  /** Waits for what has begun to change, but not for bodies: their puts fail. Objects that are open stay readable. */
  close(): Promise<void> {
    this.#closing ??= this.#inTurn(async () => {
      for (const bucket of this.#buckets.values()) await bucket.settle();
      await this.#lock.release();
    });
    return this.#closing;
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw new Error('the store is closed');
    this.#lock.requireHeld();
  }

  #find(name: string): FolderBucket | undefined {
    this.#requireOpen();
    return this.#buckets.get(name);
  }

  /** Lays a body ready in limbo for as long as `enter` takes. */
  async #receive(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    enter: (bucket: FolderBucket, ready: Ready, digest: Digest) => Promise<ObjectHead | undefined>,
  ): Promise<ObjectHead | undefined> {
    requireKey(key);
    const bucket = this.#find(bucketName);
    if (bucket === undefined) return undefined;
    return inLimbo(this.#host.newPath, async (ready) => {
      const digester = new Digester();
      await writeDurably(ready.contentPath, digester.through(body));
      return enter(bucket, ready, digester.finish());
    });
  }

  #admit(at: BucketLayout, record: Bucket): void {
    this.#buckets.set(record.name, new FolderBucket(at, record, this.#host));
  }

  async #drop(bucket: FolderBucket, { onlyEmpty }: { onlyEmpty: boolean }): Promise<boolean> {
    const path = this.#newPath();
    if (!(await bucket.drop(path, onlyEmpty))) return false;
    this.#buckets.delete(bucket.record.name);
    await syncFolder(this.#layout.buckets);
    await rm(path, { recursive: true, force: true });
    return true;
  }

  #newPath(): string {
    return join(this.#layout.limbo, randomUUID());
  }
}
