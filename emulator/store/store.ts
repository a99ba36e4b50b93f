import type { Bucket, BucketChange } from './bucket.ts';
import type { Listing, ListQuery } from './listing.ts';
import type { DeleteMarker, NewObject, ObjectChange, ObjectHead, OpenObject } from './object.ts';
import type { Uploads } from './uploads.ts';
import type { VersionListing, VersionQuery } from './version-listing.ts';

/**
 * Judges an object in the moment before it becomes visible: its finished head, and that of the object that it replaces.
 * Nothing comes between. May throw.
 */
export type Accept = (head: ObjectHead, old: ObjectHead | undefined) => void;

/**
 * Where buckets and objects live. Every implementation passes store.contract.ts. Keys are any string of 1 to 1,023 UTF-8
 * bytes and are compared as bytes. Nothing here knows permissions, HTTP or editions.
 */
export interface Store {
  /** In byte order of their names. */
  listBuckets(): Promise<readonly Bucket[]>;
  getBucket(name: string): Promise<Bucket | undefined>;
  /** The bucket to which this domain is bound. */
  bucketOf(domain: string): Promise<Bucket | undefined>;
  /** MUST create it or leave an existing one as it is and answer false. */
  createBucket(bucket: Bucket): Promise<boolean>;
  /** MUST be atomic: `change` sees what the change before it left. May throw. Answers false where there is no such bucket. */
  changeBucket(name: string, change: BucketChange): Promise<boolean>;
  /** A put that is still under way does not keep a bucket: that put finds none when it ends. */
  deleteBucket(name: string): Promise<'deleted' | 'not-empty' | 'missing'>;

  /** Without a version the newest, and nothing where that is a mark. */
  head(bucket: string, key: string, version?: string): Promise<ObjectHead | undefined>;
  open(bucket: string, key: string, version?: string): Promise<OpenObject | undefined>;
  /**
   * Streams the body in, without holding it whole where the store is not memory. Where `accept` throws, and where
   * the body fails, the key MUST stay as it was and nothing is left behind. Of two puts of one key, the one that finishes last stands. Undefined: there is no such bucket, or it was
   * deleted meanwhile. Throws RangeError for a key that is none.
   */
  put(
    bucket: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined>;
  /**
   * Streams the body in and adds it, in one moment, to the end of the object as it is then, or makes an Appendable object of
   * it where there is none; `object` counts for the first alone. The caller's `accept` MUST refuse what it would not add to.
   * Else as `put`.
   */
  append(
    bucket: string,
    key: string,
    body: AsyncIterable<Uint8Array>,
    object: NewObject,
    accept?: Accept,
  ): Promise<ObjectHead | undefined>;
  /** Answers false where there is no such object. */
  changeObject(
    bucket: string,
    key: string,
    change: ObjectChange,
    version?: string,
  ): Promise<boolean>;
  /** Answers whether there was one; where the bucket keeps versions, or kept them once, the mark that stands for the deletion. */
  remove(bucket: string, key: string): Promise<boolean | DeleteMarker>;
  /** Removes a version for good: what is next is the newest then. Answers what was removed. */
  removeVersion(
    bucket: string,
    key: string,
    version: string,
  ): Promise<ObjectHead | DeleteMarker | undefined>;
  /** A mark by its version; without one the mark that a key has for its newest version. */
  marker(bucket: string, key: string, version?: string): Promise<DeleteMarker | undefined>;
  /** Empty where there is no such bucket. */
  listVersions(bucket: string, query: VersionQuery): Promise<VersionListing>;
  /** Empty where there is no such bucket. */
  list(bucket: string, query: ListQuery): Promise<Listing>;
  /** A bucket that has uploads is not empty. */
  readonly uploads: Uploads;

  /** Drops everything. */
  clear(): Promise<void>;
  /** Releases files and locks; later calls may throw. */
  close(): Promise<void>;
}

/** A store has no room for what is being put. */
export class StoreFull extends Error {}

/** What every implementation is made with. */
export interface StoreOptions {
  /** Milliseconds since 1970; the system's clock by default. */
  readonly now?: () => number;
}
