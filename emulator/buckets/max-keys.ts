import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Query } from '../http/query.ts';

/** How many entries a list may hold: 1 to 1,000, or 100 where the query does not say. */
export function readMaxKeys(query: Query, refusal: RefusalName): number {
  const value = query.get('max-keys') ?? '100';
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > 1000)
    refuse(refusal, { fields: { value, ArgumentName: 'max-keys', ArgumentValue: value } });
  return count;
}
