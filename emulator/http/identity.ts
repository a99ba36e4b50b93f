import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from './self-signed.ts';

/** A certificate, or a chain of them, and its key, in PEM. */
export interface PemPair {
  readonly cert: string;
  readonly key: string;
}

/** By what a server shows over TLS who it is. */
export interface Identity extends PemPair {
  /** PEM of what a client must trust; what was given, where that is not our own. */
  readonly ca: string;
  /** Whether nobody knows the authority, because it was made with the emulator. */
  readonly isOwn: boolean;
  /** A certificate for a host that a client names; undefined: the usual one. */
  readonly contextOf: (host: string) => SecureContext | undefined;
}

/** How the emulator was told to show itself; `pair` wins over the files. */
export interface Wish {
  readonly tls: boolean;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly pair?: PemPair | undefined;
  /** The address that it listens on, and suffixes of hosts that are the service's. */
  readonly host: string;
  readonly domain: readonly string[];
}

const readPem = (flag: string, path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${flag}: ${why}`, { cause: error });
  });

async function readPair({ tlsCert, tlsKey, pair }: Wish): Promise<PemPair | undefined> {
  if (pair !== undefined) return pair;
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new Error('--tls-cert and --tls-key: the one needs the other');
  return { cert: await readPem('--tls-cert', tlsCert), key: await readPem('--tls-key', tlsKey) };
}

/** Throws an Error of one line for a pair that does not fit, or is none. */
function hold(pair: PemPair): PemPair {
  try {
    createSecureContext(pair);
    return pair;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`--tls-cert, --tls-key: they are no certificate and its key (${why})`, {
      cause: error,
    });
  }
}

/** Names that clients have asked for; the certificates of more are made again. */
const mostContexts = 256;
const hostPattern = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/;

/** A certificate for each name: a star stands for one label alone, and for none of the highest two in Node. */
function nameContexts(authority: Authority, hosts: readonly string[]) {
  const contexts = new Map<string, SecureContext>();
  return (name: string): SecureContext | undefined => {
    const host = name.toLowerCase();
    if (!hostPattern.test(host)) return undefined;
    const found = contexts.get(host);
    if (found !== undefined) return found;
    const [oldest] = contexts.keys();
    if (contexts.size >= mostContexts && oldest !== undefined) contexts.delete(oldest);
    const cert = authority.issue([...new Set([host, ...hosts])]);
    const context = createSecureContext({ cert, key: authority.key });
    contexts.set(host, context);
    return context;
  };
}

async function makeIdentity({ host, domain }: Wish): Promise<Identity> {
  const { createAuthority } = await import('./self-signed.ts');
  const authority = await createAuthority('oss-double, made for one run');
  const suffixes = ['localhost', ...domain].flatMap((suffix) => [suffix, `*.${suffix}`]);
  const listens = ['0.0.0.0', '::'].includes(host) ? [] : [host];
  const hosts = [...new Set([...suffixes, ...listens, '127.0.0.1', '::1'])];
  return {
    cert: authority.issue(hosts),
    key: authority.key,
    ca: authority.certificate,
    isOwn: true,
    contextOf: nameContexts(authority, hosts),
  };
}

/** Undefined: no TLS. Throws an Error of one line for files that cannot be read or are no certificate and its key. */
export async function openIdentity(wish: Wish): Promise<Identity | undefined> {
  const pair = await readPair(wish);
  if (pair !== undefined)
    return { ...hold(pair), ca: pair.cert, isOwn: false, contextOf: () => undefined };
  return wish.tls ? makeIdentity(wish) : undefined;
}
