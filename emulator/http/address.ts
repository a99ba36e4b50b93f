import { refuse } from '../errors.ts';

/** What a request addresses; nobody has looked yet whether it exists or may be called so. */
export interface Address {
  /** `domain`: a custom domain, all of which is one bucket's. */
  readonly style: 'path' | 'virtual' | 'domain';
  /** The Host as the client wrote it, with its port. */
  readonly host: string;
  /** The host without the bucket's label: what the service calls an endpoint. */
  readonly endpoint: string;
  /** The region that the host names, without `oss-` and `-internal`. */
  readonly region: string | undefined;
  /** Whether the host is one of the old image service (`img-<region>`), which alone always takes the old grammar. */
  readonly img: boolean;
  readonly bucket: string | undefined;
  /** The literal key, decoded and otherwise as written; never empty. */
  readonly key: string | undefined;
  /** The path behind `/-/` on a host that is no bucket's; then there is neither bucket nor key. */
  readonly control: string | undefined;
}

type Host = Pick<Address, 'style' | 'endpoint' | 'region' | 'img'> & { readonly bucket?: string };

/**
 * Reads host and path. A bucket is the first label before a suffix of `domains`
 * (`<bucket>.oss-<region>[-internal].<suffix>`, `<bucket>.<anything>.<suffix>`, `<bucket>.<suffix>`), unless that label
 * stands alone and is the service's own (`oss`, `oss-<region>`, `img-<region>`); on any other host it is the first
 * segment of the path. The separator may be percent-encoded: the C SDK writes `/bucket%2Fkey`.
 * Throws an OssError for a path that is no percent-encoded UTF-8.
 */
export function readAddress(host: string, path: string, domains: readonly string[]): Address {
  const { bucket: label, ...named } = readHost(host, domains);
  const text = decode(path.replace(/^\//, ''));
  if (label !== undefined)
    return { ...named, host, bucket: label, key: text || undefined, control: undefined };
  const slash = text.indexOf('/');
  const bucket = slash < 0 ? text : text.slice(0, slash);
  const key = slash < 0 ? '' : text.slice(slash + 1);
  if (bucket === '-') return { ...named, host, bucket: undefined, key: undefined, control: key };
  // `//key` names a bucket without a name: it is refused by that name, not taken for the service.
  return {
    ...named,
    host,
    bucket: text === '' ? undefined : bucket,
    key: key || undefined,
    control: undefined,
  };
}

/** A host without its port, in lower case. */
export const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

/** What the same request addresses where its host is a custom domain of this bucket; the first suffix is its endpoint's. */
export function addressDomain(
  { host }: Address,
  path: string,
  { name, region }: { readonly name: string; readonly region: string },
  [suffix = 'aliyuncs.com']: readonly string[],
): Address {
  const key = decode(path.replace(/^\//, ''));
  return {
    style: 'domain',
    host,
    endpoint: `oss-${region}.${suffix}`,
    region,
    img: false,
    bucket: name,
    key: key || undefined,
    control: undefined,
  };
}

function readHost(host: string, domains: readonly string[]): Host {
  const service = { style: 'path', endpoint: host, region: undefined, img: false } as const;
  const name = hostName(host);
  const suffix = domains
    .filter((domain) => name.endsWith(`.${domain.toLowerCase()}`))
    .reduce((longest, domain) => (domain.length > longest.length ? domain : longest), '');
  if (suffix === '') return service;
  const [first = '', ...others] = name.slice(0, -suffix.length - 1).split('.');
  if (others.length === 0 && /^(oss$|oss-|img-)/.test(first))
    return { ...service, region: readRegion(first), img: first.startsWith('img-') };
  const region = others.map(readRegion).find((found) => found !== undefined);
  const img = others.some((label) => label.startsWith('img-'));
  return { style: 'virtual', endpoint: host.slice(first.length + 1), region, img, bucket: first };
}

/** `oss-cn-hangzhou-internal` → `cn-hangzhou`. `oss-accelerate` names no region. */
function readRegion(label: string): string | undefined {
  const region = /^(?:oss|img)-(.+?)(?:-internal)?$/.exec(label)?.[1];
  return region?.startsWith('accelerate') === true ? undefined : region;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return refuse('malformed-request');
  }
}
