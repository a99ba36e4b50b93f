import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AbstractStartedContainer,
  GenericContainer,
  type StartedTestContainer,
  Wait,
} from 'testcontainers';
import { options } from './options.ts';
import { type BucketSeed, type BucketSeeds, manifestName } from './seed.ts';

export type { BucketSeed } from './seed.ts';

const port = 9000;
const seedFolder = '/seed';

/**
 * A container of the image that the Dockerfile of oss-double builds. It keeps everything in memory, and has started when
 * `/-/ready` says so.
 *
 * @example await using oss = await new OssContainer().withBucket('photos', { acl: 'public-read' }).start();
 */
export class OssContainer extends GenericContainer {
  readonly #buckets = new Map<string, BucketSeed>();
  readonly #domains = [...options.domain.default];
  #seed: string | undefined;
  #accessKeyId = options.accessKeyId.default[0] ?? '';
  #accessKeySecret = options.accessKeySecret.default[0] ?? '';
  #region = options.region.default;

  constructor(image = 'oss-double') {
    super(image);
    this.withExposedPorts(port)
      .withWaitStrategy(Wait.forHttp('/-/ready', port).forStatusCode(200))
      .withEnvironment({ OSS_DOUBLE_DATA: '' });
  }

  /** A bucket to begin with; named again, what is said anew counts. */
  withBucket(name: string, bucket: BucketSeed = {}): this {
    this.#buckets.set(name, { ...this.#buckets.get(name), ...bucket });
    return this;
  }

  /** A style of a bucket, which is made where nothing else makes it: `withStyle('photos', 'thumb', 'image/resize,w_100')`. */
  withStyle(bucket: string, name: string, process: string): this {
    const styles = { ...this.#buckets.get(bucket)?.styles, [name]: process };
    return this.withBucket(bucket, { styles });
  }

  /** A folder `<bucket>/<key…>` of this machine, with an optional `oss-double.yaml`; it is copied. */
  withSeed(folder: string): this {
    this.#seed = folder;
    return this;
  }

  /** Of buckets that say no other; `current` by default. */
  withEdition(edition: NonNullable<BucketSeed['edition']>): this {
    return this.withEnvironment({ OSS_DOUBLE_EDITION: edition });
  }

  /** The account that owns every bucket of the seed. */
  withCredentials(accessKeyId: string, accessKeySecret: string): this {
    this.#accessKeyId = accessKeyId;
    this.#accessKeySecret = accessKeySecret;
    return this;
  }

  /** Region of requests whose host names none; `cn-hangzhou` by default. */
  withRegion(region: string): this {
    this.#region = region;
    return this;
  }

  /** One more suffix of hosts that address a bucket by name, beside `aliyuncs.com` and `localhost`. */
  withDomain(suffix: string): this {
    this.#domains.push(suffix);
    return this;
  }

  /** Throws an Error of one line for a seed whose manifest is wrong, and what Docker answers where it cannot start. */
  override async start(): Promise<StartedOssContainer> {
    // JSON is YAML.
    const content = JSON.stringify({ buckets: await this.#mergeBuckets() });
    this.withEnvironment({
      OSS_DOUBLE_ACCESS_KEY_ID: this.#accessKeyId,
      OSS_DOUBLE_ACCESS_KEY_SECRET: this.#accessKeySecret,
      OSS_DOUBLE_REGION: this.#region,
      OSS_DOUBLE_DOMAIN: this.#domains.join(','),
    }).withCopyContentToContainer([{ content, target: `${seedFolder}/${manifestName}` }]);
    if (this.#seed !== undefined) await this.#copyBuckets(this.#seed);
    return new StartedOssContainer(
      await super.start(),
      this.#accessKeyId,
      this.#accessKeySecret,
      this.#region,
    );
  }

  /** Folder by folder: the manifest is written anew, and what is copied last is not what stands last in the archive. */
  async #copyBuckets(seed: string): Promise<void> {
    const entries = await readdir(seed, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory());
    this.withCopyDirectoriesToContainer(
      folders.map(({ name }) => ({ source: join(seed, name), target: `${seedFolder}/${name}` })),
    );
  }

  /** What the manifest of the seed says, and over it what was said here; styles of both stand. */
  async #mergeBuckets(): Promise<BucketSeeds> {
    const file = this.#seed === undefined ? undefined : join(this.#seed, manifestName);
    const merged = new Map<string, BucketSeed>();
    if (file !== undefined && existsSync(file)) {
      const { readSeedManifest } = await import('./seed-manifest.ts');
      for (const [name, bucket] of Object.entries(readSeedManifest(file))) merged.set(name, bucket);
    }
    for (const [name, bucket] of this.#buckets) {
      const below = merged.get(name);
      const styles = { ...below?.styles, ...bucket.styles };
      merged.set(name, { ...below, ...bucket, styles });
    }
    return Object.fromEntries(merged);
  }
}

/** What runs. `await using` stops and removes it. */
export class StartedOssContainer extends AbstractStartedContainer {
  readonly #accessKeyId: string;
  readonly #accessKeySecret: string;
  readonly #region: string;

  constructor(
    container: StartedTestContainer,
    accessKeyId: string,
    accessKeySecret: string,
    region: string,
  ) {
    super(container);
    this.#accessKeyId = accessKeyId;
    this.#accessKeySecret = accessKeySecret;
    this.#region = region;
  }

  /**
   * `http://localhost:PORT` where Docker runs here; the bucket stands in the path. For who runs in a container himself it
   * is an IP, with which ali-oss signs no URL, unless `TESTCONTAINERS_HOST_OVERRIDE` gives a name.
   */
  getEndpoint(): string {
    return `http://${this.getHost()}:${this.getMappedPort(port)}`;
  }

  getAccessKeyId(): string {
    return this.#accessKeyId;
  }

  getAccessKeySecret(): string {
    return this.#accessKeySecret;
  }

  getRegion(): string {
    return this.#region;
  }

  /** Drops every bucket and object and seeds anew. Throws an Error with the answer where that fails. */
  async reset(): Promise<void> {
    const answer = await fetch(`${this.getEndpoint()}/-/reset`, { method: 'POST' });
    if (!answer.ok) throw new Error(await answer.text());
  }
}
