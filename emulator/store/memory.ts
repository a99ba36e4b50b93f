import { Readable } from 'node:stream';
import { type Bucket, type BucketChange, changed, findBound, recordsOf } from './bucket.ts';
import type { Digest } from './digest.ts';
import { makeHead } from './head.ts';
import { makeAppendedHead } from './joined.ts';
import { requireKey } from './key.ts';
import { listIndex, type Listing, type ListQuery } from './listing.ts';
import { Budget } from './memory-budget.ts';
import { type MemoryUpload, MemoryUploads } from './memory-uploads.ts';
import type {
  ByteRange,
  DeleteMarker,
  NewObject,
  ObjectChange,
  ObjectHead,
  OpenObject,
} from './object.ts';
import type { Accept, Store, StoreOptions } from './store.ts';
import type { Uploads } from './uploads.ts';
import { VersionIndex } from './version-index.ts';
import { listVersions, type VersionListing, type VersionQuery } from './version-listing.ts';
import {
  deleting,
  entering,
  idOf,
  isKept,
  removing,
  replacing,
  type Turnover,
  versioned,
} from './versions.ts';

export interface MemoryOptions extends StoreOptions {
  /** Bytes of content that it keeps, what is still being put included; a put beyond throws StoreFull. No bound by default. */
  readonly maxBytes?: number;
}

/** Keeps everything in memory, for as long as the process lives. */
export function createMemoryStore({
  now = Date.now,
  maxBytes = Infinity,
}: MemoryOptions = {}): Store {
  return new MemoryStore(now, maxBytes);
}

interface Stored {
  readonly head: ObjectHead;
  readonly content: Buffer;
}

/** A bucket that was deleted and made again is another value: by that a put knows that it has outlived its bucket. */
interface MemoryBucket {
  record: Bucket;
  readonly index: VersionIndex<Stored>;
  /** By their ids. */
  readonly uploads: Map<string, MemoryUpload>;
}

class MemoryStore implements Store {
  readonly #now: () => number;
  readonly #budget: Budget;
  readonly #buckets = new Map<string, MemoryBucket>();
  readonly uploads: Uploads;

  constructor(now: () => number, maxBytes: number) {
    this.#now = now;
    this.#budget = new Budget(maxBytes);
    this.uploads = new MemoryUploads({
      now,
      budget: this.#budget,
      find: (name) => this.#buckets.get(name)?.uploads,
      enter: (name, head, content, accept) => {
        const bucket = this.#buckets.get(name);
        return bucket && this.#enter(bucket, head, content, accept);
      },
    });
  }

  listBuckets(): Promise<readonly Bucket[]> {
    return Promise.resolve(recordsOf(this.#buckets.values()));
  }

  getBucket(name: string): Promise<Bucket | undefined> {
    return Promise.resolve(this.#buckets.get(name)?.record);
  }

  bucketOf(domain: string): Promise<Bucket | undefined> {
    return Promise.resolve(findBound(this.#buckets.values(), domain));
  }

  createBucket(record: Bucket): Promise<boolean> {
    if (this.#buckets.has(record.name)) return Promise.resolve(false);
    this.#buckets.set(record.name, { record, index: new VersionIndex(), uploads: new Map() });
    return Promise.resolve(true);
  }

  changeBucket(name: string, change: BucketChange): Promise<boolean> {
    return Promise.resolve().then(() => {
      const bucket = this.#buckets.get(name);
      if (bucket === undefined) return false;
      bucket.record = changed(bucket.record, change);
      return true;
    });
  }

  deleteBucket(name: string): Promise<'deleted' | 'not-empty' | 'missing'> {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return Promise.resolve('missing');
    if (!bucket.index.isEmpty || bucket.uploads.size > 0) return Promise.resolve('not-empty');
    this.#buckets.delete(name);
    return Promise.resolve('deleted');
  }

  head(bucket: string, key: string, version?: string): Promise<ObjectHead | undefined> {
    return Promise.resolve(this.#find(bucket, key, version)?.head);
  }

  open(bucket: string, key: string, version?: string): Promise<OpenObject | undefined> {
    const stored = this.#find(bucket, key, version);
    return Promise.resolve(stored === undefined ? undefined : new MemoryObject(stored));
  }

  async put(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    return this.#receive(bucketName, key, body, (bucket, content, digest) => {
      const head = makeHead(key, digest, object, this.#now());
      return this.#enter(bucket, head, () => content, accept);
    });
  }

  async append(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    return this.#receive(bucketName, key, body, (bucket, content, digest) => {
      const { index } = bucket;
      const old = index.current.get(key);
      const head = makeAppendedHead(key, old?.head, digest, object, this.#now());
      if (old === undefined) return this.#enter(bucket, head, () => content, accept);
      accept?.(head, old.head);
      // No version begins with an append to one.
      const made = { head, content: Buffer.concat([old.content, content]) };
      index.settle(key, replacing(index.of(key), old, made));
      this.#budget.hold(content.length);
      return head;
    });
  }

  changeObject(
    bucketName: string,
    key: string,
    change: ObjectChange,
    version?: string,
  ): Promise<boolean> {
    const index = this.#buckets.get(bucketName)?.index;
    const old = index?.find(key, version);
    if (index === undefined || old === undefined) return Promise.resolve(false);
    const made = { ...old, head: { ...old.head, ...change } };
    index.settle(key, replacing(index.of(key), old, made));
    return Promise.resolve(true);
  }

  remove(bucketName: string, key: string): Promise<boolean | DeleteMarker> {
    const bucket = this.#buckets.get(bucketName);
    if (bucket === undefined) return Promise.resolve(false);
    const { marker, ...over } = deleting(bucket.index.of(key), key, bucket.record, this.#now());
    this.#turnOver(bucket, key, over);
    return Promise.resolve(marker ?? over.dropped.length > 0);
  }

  removeVersion(
    bucketName: string,
    key: string,
    version: string,
  ): Promise<ObjectHead | DeleteMarker | undefined> {
    const bucket = this.#buckets.get(bucketName);
    const found = bucket?.index.of(key).find((one) => idOf(one) === version);
    if (bucket === undefined || found === undefined) return Promise.resolve(undefined);
    this.#turnOver(bucket, key, removing(bucket.index.of(key), version));
    return Promise.resolve(isKept(found) ? found.head : found.marker);
  }

  marker(bucket: string, key: string, version?: string): Promise<DeleteMarker | undefined> {
    return Promise.resolve(this.#indexOf(bucket).marker(key, version));
  }

  list(bucket: string, query: ListQuery): Promise<Listing> {
    return Promise.resolve(listIndex(this.#indexOf(bucket).current, query));
  }

  listVersions(bucket: string, query: VersionQuery): Promise<VersionListing> {
    return Promise.resolve(listVersions(this.#indexOf(bucket), query));
  }

  clear(): Promise<void> {
    this.#buckets.clear();
    this.#budget.drop();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.clear();
  }

  /** Reads a body whole, and hands it on to its bucket, where that is still there, in one go. */
  async #receive(
    bucketName: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    enter: (bucket: MemoryBucket, content: Buffer, digest: Digest) => ObjectHead,
  ): Promise<ObjectHead | undefined> {
    requireKey(key);
    const bucket = this.#buckets.get(bucketName);
    if (bucket === undefined) return undefined;
    return this.#budget.read(body, (content, digest) =>
      this.#buckets.get(bucketName) === bucket ? enter(bucket, content, digest) : undefined,
    );
  }

  #enter(
    bucket: MemoryBucket,
    made: ObjectHead,
    content: () => Buffer,
    accept?: Accept,
  ): ObjectHead {
    const { index, record } = bucket;
    const { key } = made;
    const head = versioned(made, record);
    accept?.(head, index.current.get(key)?.head);
    this.#turnOver(bucket, key, entering(index.of(key), { head, content: content() }));
    this.#budget.hold(head.size);
    return head;
  }

  #turnOver({ index }: MemoryBucket, key: string, { versions, dropped }: Turnover<Stored>): void {
    index.settle(key, versions);
    for (const { head } of dropped) this.#budget.hold(-head.size);
  }

  #indexOf(bucket: string): VersionIndex<Stored> {
    return this.#buckets.get(bucket)?.index ?? new VersionIndex();
  }

  #find(bucket: string, key: string, version?: string): Stored | undefined {
    return this.#buckets.get(bucket)?.index.find(key, version);
  }
}

/** Content never changes once it is stored, so to hold on to it is to hold it open. */
class MemoryObject implements OpenObject {
  readonly head: ObjectHead;
  readonly #content: Buffer;
  #streams: Readable[] = [];

  constructor({ head, content }: Stored) {
    this.head = head;
    this.#content = content;
  }

  stream({ first, last }: ByteRange = { first: 0, last: this.head.size - 1 }): Readable {
    const stream = Readable.from(cut(this.#content.subarray(first, last + 1)), {
      objectMode: false,
    });
    this.#streams.push(stream);
    return stream;
  }

  bytes(range?: ByteRange): Promise<Uint8Array> {
    const content = this.#content;
    return Promise.resolve(range ? content.subarray(range.first, range.last + 1) : content);
  }

  close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    return Promise.resolve();
  }
}

/** So that a slow reader is written to bit by bit. */
function* cut(content: Buffer): Generator<Buffer> {
  const piece = 65_536;
  for (let at = 0; at < content.length; at += piece) yield content.subarray(at, at + piece);
}
