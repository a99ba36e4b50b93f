import type { BucketAcl } from './bucket.ts';

export type ObjectAcl = BucketAcl | 'default';

/** What every stored object says of itself; the service's own words. */
export interface ObjectHead {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes; for an object that was put whole, the upper-case hex MD5. */
  readonly etag: string;
  /** Base64 MD5 of the content; empty for an object that came in pieces. */
  readonly md5: string;
  /** CRC-64/XZ of the content as an unsigned decimal. */
  readonly crc64: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly modified: number;
  readonly type: 'Normal' | 'Multipart' | 'Appendable' | 'Symlink';
  readonly storageClass: string;
  readonly acl: ObjectAcl;
  /** Stored response headers, lower case: content-type, cache-control, content-disposition, content-encoding, content-language, expires. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata without `x-oss-meta-`, lower case. */
  readonly meta: Readonly<Record<string, string>>;
  /** In the order in which they were put, no two of one key; left out where there are none. */
  readonly tags?: readonly Tag[];
  /** The key in the same bucket that a link leads to; a link has no content of its own. */
  readonly target?: string;
  /** Left out: `null`, the version of what was put while the bucket kept none. */
  readonly version?: string;
}

/** Stands for a key that was deleted in a bucket that keeps versions, or kept them once. */
export interface DeleteMarker {
  readonly key: string;
  readonly version: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly modified: number;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}
/** What may become otherwise of an object without its being put again. */
export type ObjectChange = Partial<Pick<ObjectHead, 'acl' | 'tags'>>;

/** What a put brings besides its bytes. */
export interface NewObject {
  readonly acl: ObjectAcl;
  readonly headers: Readonly<Record<string, string>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly tags?: readonly Tag[];
  /** Makes it a link to this key. */
  readonly target?: string;
  readonly storageClass: string;
}

/** Both ends included, within the object. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * One version of an object, held open: a later put or delete of the key does not change what it reads. Whoever opened it
 * MUST close it; closing twice is allowed.
 */
export interface OpenObject {
  readonly head: ObjectHead;
  /** The bytes, or a range of them, as a stream that closes the object when it ends or is destroyed. */
  stream(range?: ByteRange): NodeJS.ReadableStream;
  /**
   * All bytes, or a range of them. The caller MUST have looked at `head.size` first, and MUST NOT change them: they may be
   * the store's own.
   */
  bytes(range?: ByteRange): Promise<Uint8Array>;
  close(): Promise<void>;
}
