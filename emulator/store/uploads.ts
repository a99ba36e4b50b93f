import type { NewObject, ObjectHead } from './object.ts';
import type { Accept } from './store.ts';

/** An object that comes in parts and is not there yet. */
export interface Upload {
  /** 32 upper-case hexadecimal digits; no two uploads have one. */
  readonly id: string;
  readonly key: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly initiated: number;
  /** What the object will be besides its bytes. */
  readonly object: NewObject;
}

export interface Part {
  /** From 1. */
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  /** Upper-case hex MD5, without quotes. */
  readonly etag: string;
  /** Base64 MD5. */
  readonly md5: string;
  /** CRC-64/XZ as an unsigned decimal. */
  readonly crc64: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly modified: number;
}

export interface UploadQuery {
  readonly prefix: string;
  /** Uploads of keys after this one in byte order, and of this one those whose ids come after `afterId`. */
  readonly afterKey: string;
  /** Empty: nothing of `afterKey` itself is listed. */
  readonly afterId: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Uploads and common prefixes together, at most. */
  readonly limit: number;
}
export interface UploadListing {
  /** In byte order of their keys, and those of one key by their ids. */
  readonly uploads: readonly Upload[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** Where the next page begins: the key and id of what was listed last, or a common prefix without id. */
  readonly nextKey: string;
  readonly nextId: string;
}

/** Of the parts that there are, by their numbers, those that make the object, in their order. May throw. */
export type ChooseParts = (parts: readonly Part[]) => readonly Part[];
/** Judges a part in the moment before it counts. May throw. */
export type AcceptPart = (part: Part) => void;

/** A bucket has as many uploads under way as a store keeps for one. */
export class TooManyUploads extends Error {}

/**
 * Uploads in parts, by the names of their buckets and their ids. A key may have several. They outlive a restart wherever
 * objects do, and end with `complete`, `abort` or the store's `clear`. What is asked of one upload at the same time is
 * done one after the other.
 */
export interface Uploads {
  /** Undefined: there is no such bucket. Throws TooManyUploads, and RangeError for a key that is none. */
  begin(bucket: string, key: string, object: NewObject): Promise<Upload | undefined>;
  find(bucket: string, id: string): Promise<Upload | undefined>;
  /**
   * Streams a part in; it takes the place of one of its number. Where `accept` throws, and where the body fails, the
   * parts stay as they were. Undefined: there is no such upload, or it ended meanwhile.
   */
  putPart(
    bucket: string,
    id: string,
    number: number,
    body: AsyncIterable<Uint8Array>,
    accept?: AcceptPart,
  ): Promise<Part | undefined>;
  /** By their numbers; undefined: there is no such upload. */
  listParts(bucket: string, id: string): Promise<readonly Part[] | undefined>;
  /**
   * Makes an object of type Multipart of the parts that are chosen and ends the upload: all at once. Where `choose` or
   * `accept` throws, the upload goes on and the key stays as it was. Undefined: there is no such upload.
   */
  complete(
    bucket: string,
    id: string,
    choose: ChooseParts,
    accept?: Accept,
  ): Promise<ObjectHead | undefined>;
  /** Ends the upload and drops its parts. Answers whether there was one. */
  abort(bucket: string, id: string): Promise<boolean>;
  /** Empty where there is no such bucket. */
  list(bucket: string, query: UploadQuery): Promise<UploadListing>;
  count(bucket: string): Promise<number>;
}

/** Uploads that one bucket may have under way. The service names no bound. */
export const mostUploads = 10_000;
