import { randomFillSync } from 'node:crypto';
import type { Edition } from '../spec/corpus.ts';
import type { Admission } from './admission.ts';
import type { Credentials } from './auth/credentials.ts';
import type { TemporaryKeys } from './auth/temporary-keys.ts';
import type { FaceOf } from './engine/face.ts';
import type { Video } from './engine/video.ts';
import type { Identity } from './http/identity.ts';
import type { Journal } from './journal.ts';
import type { Store } from './store/store.ts';

/** `lanczos`: by the decoder and libvips. `area`: exactly as the live service did in 2017, and slower. */
export type Resampler = 'lanczos' | 'area';

/** What one server decides for all its requests. */
export interface Settings {
  /** `off`: nobody signs, everybody may do everything. */
  readonly auth: 'strict' | 'off';
  /** Of new buckets, and of refusals that concern no bucket. */
  readonly edition: Edition;
  /** Of requests whose host names none. */
  readonly region: string;
  /** Suffixes of hosts that name a bucket. */
  readonly domains: readonly string[];
  /** Whether a bucket must be named by the host, as the service has it. */
  readonly strictAddressing: boolean;
  /** Whether the hosts of the service make browsers save pictures instead of showing them. */
  readonly defaultDomainAttachment: boolean;
  /** Largest source that is processed, in bytes. */
  readonly maxSourceBytes: number;
  /** How pictures are reduced. */
  readonly resampler: Resampler;
}

export type LogLine =
  | {
      readonly level: 'info';
      readonly requestId: string;
      readonly method: string;
      /** Percent-encoded and without the query, which may hold a signature. */
      readonly path: string;
      readonly status: number;
      readonly ms: number;
    }
  /** What somebody should know who compares with the service; told once. */
  | { readonly level: 'info'; readonly note: string }
  | { readonly level: 'error'; readonly requestId: string; readonly error: unknown };

/** Everything that an answer depends on besides its request. */
export interface World {
  /** That of now: a reset may put another in its place. */
  readonly store: Store;
  readonly credentials: Credentials;
  readonly temporaryKeys: TemporaryKeys;
  readonly journal: Journal;
  readonly settings: Settings;
  /** Lets processes in, as many as `--max-queue` says. */
  readonly admit: Admission;
  /** What the fonts of texts are drawn with. */
  readonly faceOf: FaceOf;
  /** What takes frames of videos. */
  readonly video: Video;
  /** What shows over TLS who answers; undefined: there is no TLS. */
  readonly identity: Identity | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** A fresh one: 24 upper-case hexadecimal digits, a length that the suites of three SDKs assert. */
  requestId(): string;
  log(line: LogLine): void;
  /** Does the work of one request on one state: that before a reset or that after it, never something between. */
  enter<T>(work: (world: World) => Promise<T>): Promise<T>;
  /** Drops everything and puts back what the server started with. */
  reset(): Promise<void>;
  /** Ends what is under way and releases what is held. */
  close(): Promise<void>;
}

const idBytes = 12;
/** Random bytes of many ids: drawn one at a time, they took a hundredth of a small picture's time. */
const pool = Buffer.alloc(idBytes * 256);
let drawn = pool.length;

export function drawRequestId(): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += idBytes;
  return pool.toString('hex', drawn - idBytes, drawn).toUpperCase();
}
