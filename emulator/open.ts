import { join } from 'node:path';
import { packageRoot } from '../spec/corpus.ts';
import { createAdmission } from './admission.ts';
import { Credentials, type KeyPair } from './auth/credentials.ts';
import { TemporaryKeys } from './auth/temporary-keys.ts';
import { findFfmpeg } from './engine/ffmpeg.ts';
import { Video } from './engine/video.ts';
import { openFonts } from './fonts.ts';
import { openIdentity, type PemPair } from './http/identity.ts';
import { Journal } from './journal.ts';
import { createLog } from './log.ts';
import type { Options } from './options.ts';
import { type BucketSeeds, seedBuckets, seedFolder } from './seed.ts';
import { openState } from './state.ts';
import { drawRequestId, type Settings, type World } from './world.ts';

/** `--demo` is nothing but a seed. */
const demo = join(packageRoot, 'fixtures', 'demo');

function credentialsOf({ accessKeyId, accessKeySecret }: Options): Credentials {
  const pairs = accessKeyId.map((id, index): KeyPair => ({
    accessKeyId: id,
    accessKeySecret: accessKeySecret[index] ?? '',
  }));
  const [first, ...others] = pairs;
  if (!first) throw new Error('--access-key-id: expected at least one');
  return new Credentials([first, ...others]);
}

const settingsOf = (options: Options): Settings => ({
  auth: options.auth,
  edition: options.edition,
  region: options.region,
  domains: options.domain,
  strictAddressing: options.strictAddressing,
  defaultDomainAttachment: options.defaultDomainAttachment,
  maxSourceBytes: options.maxSourceBytes,
  resampler: options.resampler,
});

/** What no flag can say. */
interface Beside {
  readonly buckets?: BucketSeeds;
  /** To show over TLS, instead of `tlsCert` and `tlsKey`. */
  readonly pair?: PemPair | undefined;
}

/**
 * Everything that a request may ask for: the store, who may sign, and how the emulator was started. Seeds the store.
 * Throws an Error of one line where a folder or an option is wrong; then nothing stays open.
 */
export async function openWorld(
  options: Options,
  { buckets = {}, pair }: Beside = {},
): Promise<World> {
  const { data, seed, edition, region, domain } = options;
  const credentials = credentialsOf(options);
  const temporaryKeys = new TemporaryKeys();
  const log = createLog(options.logLevel, options.json ? 'json' : 'plain', (line) => {
    process.stderr.write(`${line}\n`);
  });
  const identity = await openIdentity({ ...options, pair });
  const faceOf = await openFonts(options.fontDir, (note) => log({ level: 'info', note }));
  const video = new Video({ find: () => findFfmpeg(options.ffmpeg) });
  // One that was named is looked at now; else whoever asks first for a frame finds it.
  if (options.ffmpeg !== undefined) await video.find();
  const owner = credentials.accounts[0].id;
  const defaults = { owner, region, edition, suffixes: domain, now: Date.now };
  const state = await openState(data, options.maxMemory, async (store) => {
    if (options.demo) await seedFolder(store, demo, defaults);
    if (seed !== undefined) await seedFolder(store, seed, defaults);
    await seedBuckets(store, buckets, defaults);
  });
  const world: World = {
    get store() {
      return state.store;
    },
    credentials,
    temporaryKeys,
    journal: new Journal(),
    settings: settingsOf(options),
    admit: createAdmission(options.maxQueue),
    faceOf,
    video,
    identity,
    now: Date.now,
    requestId: drawRequestId,
    log,
    enter: (work) =>
      state.enter((store) => {
        if (entered.store !== store) entered = { ...world, store };
        return work(entered);
      }),
    reset: async () => {
      await state.renew();
      temporaryKeys.renew();
      world.journal.clear();
    },
    close: async () => {
      await video.close();
      await state.close();
    },
  };
  /** What requests see: the world of one state. */
  let entered: World = { ...world, store: state.store };
  return world;
}
