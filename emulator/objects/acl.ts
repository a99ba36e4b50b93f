import { fromOctets } from '../auth/octets.ts';
import { refuse } from '../errors.ts';
import type { ObjectAcl } from '../store/object.ts';

const words: readonly ObjectAcl[] = ['default', 'private', 'public-read', 'public-read-write'];

/** What the header `x-oss-object-acl` says; undefined where it is absent. */
export function readObjectAcl(headers: Readonly<Record<string, string>>): ObjectAcl | undefined {
  const value = headers['x-oss-object-acl'];
  if (value === undefined) return undefined;
  return words.find((word) => word === value) ?? refuseObjectAcl(value);
}

export const refuseObjectAcl = (value: string): never =>
  refuse('invalid-object-acl', {
    fields: { ArgumentName: 'x-oss-object-acl', ArgumentValue: fromOctets(value) },
  });
