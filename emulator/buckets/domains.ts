import { isIPv4 } from 'node:net';
import type { Bucket } from '../store/bucket.ts';
import { wholeSeconds } from '../store/seconds.ts';
import type { Store } from '../store/store.ts';
import { createTurns } from '../store/turns.ts';

/** Domains of one bucket (OSS user guide, Map custom domain names). */
const most = 100;

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const pattern = new RegExp(`^${label}(?:\\.${label})+$`);

/** Whether a host, in lower case and without a port, could be a custom domain: no IP, and no name of one label. */
const isDomain = (host: string): boolean =>
  host.length <= 253 && pattern.test(host) && !isIPv4(host);

const isOfService = (host: string, suffixes: readonly string[]): boolean =>
  suffixes.some((suffix) => `.${host}`.endsWith(`.${suffix.toLowerCase()}`));

/** Whether it could be one here, where hosts with these suffixes are the service's own. */
export const isCustom = (host: string, suffixes: readonly string[]): boolean =>
  isDomain(host) && !isOfService(host, suffixes);

/** Binds wait for each other: two at once must not both find a domain free. */
const inTurn = createTurns();

function add({ domains }: Pick<Bucket, 'domains'>, host: string, bound: number): Bucket['domains'] {
  if (domains.length >= most) throw new RangeError(`a bucket has at most ${most} domains`);
  return [...domains, { host, bound }];
}

const drop = (store: Store, name: string, host: string): Promise<boolean> =>
  store.changeBucket(name, ({ domains }) => ({
    domains: domains.filter((domain) => domain.host !== host),
  }));

interface Binding {
  /** As `isCustom` takes it. */
  readonly host: string;
  readonly bucket: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether another bucket loses it. */
  readonly move: boolean;
}

/**
 * Binds a domain to a bucket, to which it may be bound already. `taken`: it is another's and may not move; `missing`:
 * there is no such bucket. Throws a RangeError for a bucket that has too many.
 */
export function bindDomain(
  store: Store,
  { host, bucket, now, move }: Binding,
): Promise<'bound' | 'taken' | 'missing'> {
  return inTurn(async () => {
    const owner = await store.bucketOf(host);
    if (owner?.name === bucket) return 'bound';
    if (owner !== undefined && !move) return 'taken';
    const isBound = await store.changeBucket(bucket, (latest) => ({
      domains: add(latest, host, wholeSeconds(now)),
    }));
    if (!isBound) return 'missing';
    if (owner !== undefined) await drop(store, owner.name, host);
    return 'bound';
  });
}

/** Unbinds a domain, where it is this bucket's if one is named. Answers whether there was one. */
export function unbindDomain(store: Store, host: string, bucket?: string): Promise<boolean> {
  return inTurn(async () => {
    const owner = await store.bucketOf(host);
    if (owner === undefined || owner.name !== (bucket ?? owner.name)) return false;
    return drop(store, owner.name, host);
  });
}
