import { refuse } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Bucket } from '../store/bucket.ts';

export interface Endpoints {
  readonly extranet: string;
  readonly intranet: string;
}

/**
 * The endpoints of a region, by the words in which the client named its own: `oss-cn-hangzhou.localhost:9000` tells
 * `oss-us-west-1.localhost:9000`. One that names no region is that of every region, from inside and outside (Q135).
 */
export function endpointsOf({ endpoint, region: named }: Address, region: string): Endpoints {
  const label = /(^|\.)(?:oss|img)-[^.]+/i;
  if (named === undefined || !label.test(endpoint))
    return { extranet: endpoint, intranet: endpoint };
  const name = (text: string) => endpoint.replace(label, `$1oss-${region}${text}`);
  return { extranet: name(''), intranet: name('-internal') };
}

/** Whether a host names another region than this; one that names none is of every region. */
export const isElsewhere = ({ region: named }: Address, region: string): boolean =>
  named !== undefined && named !== region;

/** Refuses a bucket that is asked for at the endpoint of another region, and tells its own. */
export function holdEndpoint(address: Address, { name, region }: Bucket): void {
  if (!isElsewhere(address, region)) return;
  const { extranet } = endpointsOf(address, region);
  refuse('wrong-endpoint', { fields: { Bucket: name, Endpoint: extranet } });
}

/** Refuses a bucket that is named by the path, where the service itself is imitated (`--strict-addressing`). */
export function holdStyle({ style, bucket }: Address): void {
  if (style === 'path' && bucket !== undefined) refuse('path-style-forbidden');
}
