import { refuse } from '../errors.ts';
import type { ByteRange } from '../store/object.ts';

/**
 * The bytes that a `Range` header asks for; undefined means the whole object, also for a header that is malformed or
 * names several ranges. A range that leaves the object is passed over too, unless the client asked for the standard
 * behaviour: then its end is cut and a start outside is refused.
 * Source: OSS, How to obtain OSS resources by segmenting HTTP Range requests (2026-03-20).
 */
export function readRange(
  headers: Readonly<Record<string, string>>,
  size: number,
): ByteRange | undefined {
  const header = headers['range'] ?? '';
  const standard = headers['x-oss-range-behavior'] === 'standard';
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;

  const first = from === '' ? size - Number(to) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Number(to);
  if (first >= 0 && first < size && last < size) return { first, last };
  if (!standard) return undefined;
  if (first >= size)
    refuse('invalid-range', { fields: { ActualObjectSize: String(size), RangeRequested: header } });
  return { first: Math.max(0, first), last: Math.min(last, size - 1) };
}
