import { openWorld } from './open.ts';
import { createApp } from './app.ts';
import { listen } from './http/server.ts';
import { completeOptions, type Options } from './options.ts';
import type { BucketSeeds } from './seed.ts';

export { createApp };
export { openWorld } from './open.ts';
export type { BucketSeed, BucketSeeds } from './seed.ts';
export type { Options } from './options.ts';
export type { World } from './world.ts';

/** Options of an emulator in this process; all of `serve`, and buckets to begin with. */
export interface StartOptions extends Partial<Omit<Options, 'json' | 'demo'>> {
  /** Made before the first request; `photos: { acl: 'public-read' }`. */
  readonly buckets?: BucketSeeds;
}

/** A running emulator. `await using` closes it. */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What SDKs call the endpoint; the same address, by a name that they do not take for an IP: `http://localhost:PORT`. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly region: string;
  /** Drops every object and bucket and seeds anew. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an emulator in this process, on a free port unless one is named, and silent. Throws an Error of one line for a
 * taken port, a folder that cannot be used or an option that is wrong.
 */
export async function startEmulator({
  buckets = {},
  ...given
}: StartOptions = {}): Promise<Emulator> {
  const options = completeOptions({ port: 0, logLevel: 'silent', ...given });
  const world = await openWorld(options, buckets);
  const server = await listen(createApp(world), options).catch(async (error: unknown) => {
    await world.store.close();
    throw error;
  });
  const close = async () => {
    await server.close();
    await world.store.close();
  };
  const [{ accessKeyId, accessKeySecret }] = world.credentials.accounts;
  return {
    url: server.url,
    endpoint: server.url.replace('127.0.0.1', 'localhost'),
    accessKeyId,
    accessKeySecret,
    region: options.region,
    reset: () => world.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
