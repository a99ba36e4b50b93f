import { specOf } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import type { Query } from '../http/query.ts';
import type { Bucket } from '../store/bucket.ts';

/** The highest number of a part, and the bytes that each but the last must have. */
export function partLimits({ edition }: Pick<Bucket, 'edition'>): { most: number; least: number } {
  const { chain } = specOf(edition);
  return { most: Number(chain['part-numbers'].is), least: Number(chain['part-bytes'].is) };
}

/** The number that a request gives its part. */
export function readPartNumber(query: Query, { most }: { readonly most: number }): number {
  const text = query.get('partNumber') ?? '';
  if (text === '')
    refuse('part-number-missing', {
      fields: { ArgumentName: 'ResourceType', ArgumentValue: 'partNumber' },
    });
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    refuse('part-number', { fields: { ArgumentName: 'PartNumber', ArgumentValue: text } });
  return number;
}
