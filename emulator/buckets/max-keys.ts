import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Query } from '../http/query.ts';

/** How many entries a list may hold: 1 to 1,000, or 100 where the query does not say. */
export const readMaxKeys = (query: Query, refusal: RefusalName): number =>
  readCount(query, 'max-keys', 100, refusal);

/** A parameter that bounds a list: 1 to 1,000. */
export function readCount(
  query: Query,
  name: string,
  otherwise: number,
  refusal: RefusalName = 'invalid-list',
): number {
  const value = query.get(name) ?? String(otherwise);
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > 1000)
    refuse(refusal, { fields: { value, name, ArgumentName: name, ArgumentValue: value } });
  return count;
}
