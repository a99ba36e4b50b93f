import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Edition } from '../spec/corpus.ts';
import { bindDomain, isCustom } from './buckets/domains.ts';
import { isBucketName } from './buckets/name.ts';
import { contentTypeOf } from './objects/content-type.ts';
import { settleAccess } from './buckets/access.ts';
import { settleCors } from './buckets/cors-document.ts';
import type { Access } from './store/access.ts';
import type { BucketAcl } from './store/bucket.ts';
import type { Cors, CorsRule } from './store/cors.ts';
import type { Store } from './store/store.ts';

/** What a manifest (`oss-double.yaml`) may say of a bucket, and what `startEmulator` takes. */
export interface BucketSeed {
  readonly acl?: BucketAcl;
  readonly edition?: Edition;
  readonly region?: string;
  /** Name → process text. */
  readonly styles?: Readonly<Record<string, string>>;
  /** How its pictures may be asked for: style delimiters, protection of originals, the old grammar. */
  readonly access?: Partial<Access>;
  /** Custom domains: hosts that address it, `img.example.com`. */
  readonly domains?: readonly string[];
  /** What scripts of other origins may ask; a rule without methods allows GET and HEAD. */
  readonly cors?: CorsSeed;
}
export interface CorsSeed extends Partial<Omit<Cors, 'rules'>> {
  readonly rules: readonly (Pick<CorsRule, 'origins'> & Partial<CorsRule>)[];
}
export type BucketSeeds = Readonly<Record<string, BucketSeed>>;

/** What a seeded bucket is where its seed is silent. */
export interface SeedDefaults {
  readonly owner: string;
  readonly region: string;
  readonly edition: Edition;
  /** Suffixes of hosts that are the service's, and so no custom domains. */
  readonly suffixes: readonly string[];
  readonly now: () => number;
}

export const manifestName = 'oss-double.yaml';

/** Throws an Error `file:line:column path: problem`; yaml and zod are loaded only where there is a manifest. */
async function readManifest(folder: string): Promise<BucketSeeds> {
  const file = join(folder, manifestName);
  if (!existsSync(file)) return {};
  const { readSeedManifest } = await import('./seed-manifest.ts');
  return readSeedManifest(file);
}

const seedStyles = (styles: Readonly<Record<string, string>>, now: number) =>
  Object.entries(styles).map(([name, content]) => ({
    name,
    content,
    category: 'image' as const,
    created: now,
    modified: now,
  }));

/** Throws an Error for a domain that is none, or is another bucket's. */
async function seedDomains(
  store: Store,
  bucket: string,
  { domains = [] }: BucketSeed,
  { suffixes, now }: SeedDefaults,
): Promise<void> {
  for (const domain of domains) {
    const host = domain.toLowerCase();
    if (!isCustom(host, suffixes)) throw new Error(`'${domain}' cannot be a custom domain`);
    const binding = { host, bucket, now: now(), move: false };
    if ((await bindDomain(store, binding)) === 'taken')
      throw new Error(`the domain ${domain} belongs to two buckets, ${bucket} is one`);
  }
}

/** Makes the buckets that are not there yet; an existing one stays as it is. Throws an Error for a name that is none. */
export async function seedBuckets(
  store: Store,
  buckets: BucketSeeds,
  defaults: SeedDefaults,
): Promise<void> {
  const { owner, region, edition, now } = defaults;
  for (const [name, seed] of Object.entries(buckets)) {
    if (!isBucketName(name)) throw new Error(`a bucket cannot be called '${name}'`);
    const isNew = await store.createBucket({
      name,
      owner,
      created: now(),
      region: seed.region ?? region,
      edition: seed.edition ?? edition,
      acl: seed.acl ?? 'private',
      storageClass: 'Standard',
      styles: seedStyles(seed.styles ?? {}, now()),
      access: settleAccess(seed.access ?? {}),
      domains: [],
      ...(seed.cors && { cors: settleCors(seed.cors) }),
    });
    if (isNew) await seedDomains(store, name, seed, defaults);
  }
}

async function seedObjects(store: Store, bucket: string, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length + 1).replaceAll(sep, '/');
    // What is there already is newer than the seed.
    if (await store.head(bucket, key)) continue;
    await store.put(bucket, key, createReadStream(path), {
      acl: 'default',
      storageClass: 'Standard',
      headers: { 'content-type': contentTypeOf(key) },
      meta: {},
    });
  }
}

/**
 * Puts a folder `<bucket>/<key…>` into the store, by its manifest where it has one. Throws an Error where the folder
 * cannot be read or the manifest is wrong.
 */
export async function seedFolder(
  store: Store,
  folder: string,
  defaults: SeedDefaults,
): Promise<void> {
  const manifest = await readManifest(folder);
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const silent = Object.fromEntries(folders.map((name): [string, BucketSeed] => [name, {}]));
  await seedBuckets(store, { ...silent, ...manifest }, defaults);
  for (const name of folders) await seedObjects(store, name, join(folder, name));
}
