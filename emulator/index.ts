import type { RequestListener } from 'node:http';
import { createApp as carry } from './app.ts';
import { type BucketHandle, openBucket } from './bucket-handle.ts';
import type { PemPair } from './http/identity.ts';
import { listen } from './http/server.ts';
import { openWorld } from './open.ts';
import { completeOptions, type Options } from './options.ts';
import type { BucketSeeds } from './seed.ts';
import type { World } from './world.ts';

export type { BucketHandle, PutOptions, UrlOptions } from './bucket-handle.ts';
export type { PemPair } from './http/identity.ts';
export type { BucketSeed, BucketSeeds } from './seed.ts';

/** Options of an emulator in this process: those of `serve`, and buckets to begin with. */
export interface StartOptions extends Partial<Omit<Options, 'json' | 'tls'>> {
  /** HTTPS: by an authority of its own (`true`), or by a certificate and its key in PEM. */
  readonly tls?: boolean | PemPair;
  /** Made before the first request: `{ photos: { acl: 'public-read' } }`. */
  readonly buckets?: BucketSeeds;
}

/** Who may sign, and what every running emulator can do. `await using` closes it. */
interface Running extends AsyncDisposable {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly region: string;
  /** Puts into a bucket, and writes its URLs: `oss.bucket('photos').url('cat.jpg', { process, signed: true })`. */
  bucket(name: string): BucketHandle;
  /** Drops every bucket and object and seeds anew. */
  reset(): Promise<void>;
  /** Ends it and releases what it holds; may be called twice. */
  close(): Promise<void>;
}

/** An emulator without a port. */
export interface EmulatorApp extends Running {
  /** An express app; also what `http.createServer` and supertest take. */
  readonly app: RequestListener;
}

/** An emulator that listens. */
export interface Emulator extends Running {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What SDKs call the endpoint: the same by a name that they do not take for an IP, `http://localhost:PORT`. */
  readonly endpoint: string;
  /** PEM of the certificate that a client must trust; undefined where there is no TLS. */
  readonly ca: string | undefined;
}

function running(world: World, base: string, close: () => Promise<void>): Running {
  const [{ accessKeyId, accessKeySecret }] = world.credentials.accounts;
  let closed: Promise<void> | undefined;
  const closeOnce = () => (closed ??= close());
  return {
    accessKeyId,
    accessKeySecret,
    region: world.settings.region,
    bucket: (name) => openBucket(world, base, name),
    reset: () => world.reset(),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

const open = ({ buckets = {}, tls = false, ...given }: StartOptions) => {
  const options = completeOptions({ port: 0, logLevel: 'silent', ...given, tls: tls === true });
  const pair = typeof tls === 'object' ? tls : undefined;
  return openWorld(options, { buckets, pair }).then((world) => ({ world, options }));
};

/**
 * The emulator as an express app, to be mounted or handed to supertest. Silent unless told otherwise. Throws an Error of
 * one line for a folder that cannot be used or an option that is wrong.
 */
export async function createApp(given: StartOptions = {}): Promise<EmulatorApp> {
  const { world } = await open(given);
  return { app: carry(world), ...running(world, '', () => world.close()) };
}

/**
 * Starts an emulator in this process, on a free port unless one is named, and silent. Throws an Error of one line for a
 * folder that cannot be used or an option that is wrong, and the system's error for a port that is taken.
 *
 * @example await using oss = await startEmulator({ buckets: { photos: { acl: 'public-read' } } });
 */
export async function startEmulator(given: StartOptions = {}): Promise<Emulator> {
  const { world, options } = await open(given);
  const { identity } = world;
  const server = await listen(carry(world), { ...options, identity }).catch(
    async (error: unknown) => {
      await world.close();
      throw error;
    },
  );
  const close = async () => {
    await server.close();
    await world.close();
  };
  const { url } = server;
  const endpoint = url.replace('127.0.0.1', 'localhost');
  return { url, endpoint, ca: identity?.ca, ...running(world, url, close) };
}
