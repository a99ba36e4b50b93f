import { Readable } from 'node:stream';
import { headerName, headerValue } from '../spec/header.ts';
import { toOctets } from './auth/octets.ts';
import { sign, stringToSign } from './auth/v1.ts';
import { parseQuery } from './http/query.ts';
import { contentTypeOf } from './objects/content-type.ts';
import type { ObjectAcl } from './store/object.ts';
import type { World } from './world.ts';

export interface PutOptions {
  /** `default`: that of the bucket. */
  readonly acl?: ObjectAcl;
  /** Response headers to store, lower case; the content type is guessed from the key where it is not given. */
  readonly headers?: Readonly<Record<string, string>>;
  /** User metadata without `x-oss-meta-`, lower case. */
  readonly meta?: Readonly<Record<string, string>>;
}

export interface UrlOptions {
  /** `image/resize,w_200`, `style/thumb` … */
  readonly process?: string;
  /** Whether the first account signs it, by V1. */
  readonly signed?: boolean;
  /** Seconds for which a signed one is good; 3600 by default. */
  readonly expires?: number;
}

/** A bucket of an emulator of this process, past all signatures and permissions. */
export interface BucketHandle {
  /**
   * Stores an object. Throws an Error where there is no such bucket, and a RangeError for a key that is none and for headers
   * and metadata that no answer could hold.
   */
  put(key: string, content: string | Uint8Array, options?: PutOptions): Promise<void>;
  /** The address of an object, whether it exists or not; of an app without a port, path and query alone. */
  url(key: string, options?: UrlOptions): string;
}

/** What stands in the query of a signed GET. */
function signedPairs(
  world: World,
  bucket: string,
  key: string,
  { process, expires = 3600 }: UrlOptions,
): [string, string][] {
  const [{ accessKeyId, accessKeySecret }] = world.credentials.accounts;
  const until = String(Math.floor(world.now() / 1000) + expires);
  const query = parseQuery(encodePairs(processPairs(process)));
  const text = stringToSign({ method: 'GET', headers: {}, query }, { bucket, key }, until);
  return [
    ['OSSAccessKeyId', accessKeyId],
    ['Expires', until],
    ['Signature', sign(accessKeySecret, text)],
  ];
}

const processPairs = (process: string | undefined): [string, string][] =>
  process === undefined ? [] : [['x-oss-process', process]];

const encodePairs = (pairs: readonly [string, string][]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');

/** Values as a client would have sent them. */
function asOctets(headers: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, toOctets(value)] as const);
  const wrong = pairs.find(([name, value]) => !headerName.test(name) || !headerValue.test(value));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong[0])} can be no header`);
  return Object.fromEntries(pairs);
}

/** `base` stands before the path: `http://127.0.0.1:9000`, or nothing. */
export function openBucket(world: World, base: string, bucket: string): BucketHandle {
  return {
    async put(key, content, { acl = 'default', headers = {}, meta = {} } = {}) {
      const object = {
        acl,
        storageClass: 'Standard',
        headers: asOctets({ 'content-type': contentTypeOf(key), ...headers }),
        meta: asOctets(meta),
      };
      const head = await world.enter(({ store }) =>
        store.put(bucket, key, Readable.from([Buffer.from(content)]), object),
      );
      if (head === undefined) throw new Error(`there is no bucket '${bucket}'`);
    },
    url(key, options = {}) {
      const path = key.split('/').map(encodeURIComponent).join('/');
      const query = encodePairs([
        ...processPairs(options.process),
        ...(options.signed === true ? signedPairs(world, bucket, key, options) : []),
      ]);
      return `${base}/${bucket}/${path}${query === '' ? '' : `?${query}`}`;
    },
  };
}
