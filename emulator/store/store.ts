import type { Uploads } from './uploads.ts';

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

export type BucketAcl = 'private' | 'public-read' | 'public-read-write';
export type ObjectAcl = BucketAcl | 'default';

/** A process text that stands behind a name. */
export interface Style {
  readonly name: string;
  readonly content: string;
  readonly category: 'image' | 'document' | 'video';
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly modified: number;
}

/** What may stand between a key and the name of a style. */
export type Delimiter = '-' | '_' | '/' | '!';

/** Originals whose keys begin and end so are kept from anonymous users; an empty text fits every key. */
export interface ProtectRule {
  readonly prefix: string;
  readonly suffix: string;
  readonly ignoreCase: boolean;
}

/** How the pictures of a bucket may be asked for: the console's access settings. */
export interface Access {
  readonly delimiters: readonly Delimiter[];
  /** `Img`: delimiters and protection hold on img hosts alone. `Both`: on OSS hosts too. */
  readonly host: 'Img' | 'Both';
  /** Suffixes of protected originals, lower case and without a dot; `*` is every key. */
  readonly protect: readonly string[];
  readonly rules: readonly ProtectRule[];
  /** Whether OSS hosts take the old `@` grammar. */
  readonly oldGrammar: boolean;
}

/** The access settings of a bucket for which nobody made any. */
export const openAccess: Access = {
  delimiters: [],
  host: 'Both',
  protect: [],
  rules: [],
  oldGrammar: false,
};

/** A host that addresses a bucket besides those of the service: what OSS calls a CNAME. */
export interface Domain {
  /** Lower case, without a port: `img.example.com`. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly bound: number;
}

export type CorsMethod = 'GET' | 'PUT' | 'DELETE' | 'POST' | 'HEAD';

/** What scripts of other origins may ask; a `*` in an origin or a header stands for any text. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly CorsMethod[];
  /** Headers that they may send. */
  readonly headers: readonly string[];
  /** Headers of the answer that they may read. */
  readonly expose: readonly string[];
  /** Seconds for which a browser may remember it. */
  readonly maxAge?: number;
}

/** Cross-origin resource sharing of a bucket. */
export interface Cors {
  /** The first that fits counts. */
  readonly rules: readonly CorsRule[];
  /** Whether every answer says `Vary: Origin`. */
  readonly vary: boolean;
}

export interface Bucket {
  readonly name: string;
  /** Id of the account that owns it. */
  readonly owner: string;
  /** Without `oss-`: `cn-hangzhou`. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly acl: BucketAcl;
  readonly storageClass: string;
  readonly edition: 'current' | '2019-09';
  /** In the order in which they were made; no two have one name. */
  readonly styles: readonly Style[];
  readonly access: Access;
  /** Left out: no versions were ever kept. Once they were, this is never left out again. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** In the order in which they were bound; no other bucket has one of them. */
  readonly domains: readonly Domain[];
  /** Left out, or without rules: no script of another origin may ask anything. */
  readonly cors?: Cors;
}

type Changed = Partial<Omit<Bucket, 'name'>>;
/** What shall be otherwise, or what makes that of the bucket as it is. */
export type BucketChange = Changed | ((bucket: Bucket) => Changed);

export const hasDomain = ({ domains }: Pick<Bucket, 'domains'>, host: string): boolean =>
  domains.some((domain) => domain.host === host);

export const changed = (bucket: Bucket, change: BucketChange): Bucket => ({
  ...bucket,
  ...(typeof change === 'function' ? change(bucket) : change),
});

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

export interface ListQuery {
  readonly prefix: string;
  /** Keys after this one in byte order; a key equal to it is not listed. */
  readonly after: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Objects and common prefixes together, at most. */
  readonly limit: number;
}
export interface Listing {
  readonly objects: readonly ObjectHead[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** The last key or common prefix returned; the `after` of the next call. Empty where not truncated. */
  readonly next: string;
}

export interface VersionQuery {
  readonly prefix: string;
  /** Versions of keys after this one in byte order, and of this one those that are older than `afterVersion`. */
  readonly afterKey: string;
  /** Empty: nothing of `afterKey` itself is listed. */
  readonly afterVersion: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Versions and common prefixes together, at most. */
  readonly limit: number;
}
export type ListedVersion = { readonly isLatest: boolean } & (
  { readonly head: ObjectHead } | { readonly marker: DeleteMarker }
);
export interface VersionListing {
  /** By key in byte order, and those of one key the newest first. */
  readonly versions: readonly ListedVersion[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** What was listed last; a common prefix has no version. Empty where not truncated. */
  readonly nextKey: string;
  readonly nextVersion: string;
}

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
