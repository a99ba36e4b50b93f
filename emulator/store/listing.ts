import type { KeyIndex } from './key-index.ts';
import type { ObjectHead } from './object.ts';

export interface ListQuery {
  readonly prefix: string;
  /** Keys after this one in byte order; a key equal to it is not listed. */
  readonly after: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Objects and common prefixes together, at most. */
  readonly limit: number;
}
export interface Listing {
  readonly objects: readonly ObjectHead[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** The last key or common prefix returned; the `after` of the next call. Empty where not truncated. */
  readonly next: string;
}

/**
 * One page of an index. A common prefix is listed where a key of it comes after `after`, but not where it *is* `after`: so
 * a page that ended with a common prefix is not followed by one that begins with it. Costs a binary search for each entry
 * shown, however many keys stand behind it. A limit of 0 gives nothing and is not truncated, for there is no next.
 */
export function listIndex(
  index: KeyIndex<{ readonly head: ObjectHead }>,
  { prefix, after, delimiter, limit }: ListQuery,
): Listing {
  const objects: ObjectHead[] = [];
  const prefixes: string[] = [];
  let next = '';
  let place = Math.max(index.countBefore(prefix), index.countBefore(after));
  if (index.keyAt(place) === after) place++;
  for (;;) {
    const key = index.keyAt(place);
    if (key === undefined || !key.startsWith(prefix) || limit === 0) break;
    const common = commonPrefix(key, prefix, delimiter);
    if (common === undefined || common !== after) {
      if (objects.length + prefixes.length === limit) {
        return { objects, prefixes, truncated: true, next };
      }
      const head = index.get(key)?.head;
      if (common !== undefined) prefixes.push(common);
      else if (head !== undefined) objects.push(head);
      next = common ?? key;
    }
    place = common === undefined ? place + 1 : index.endOfPrefix(common, place);
  }
  return { objects, prefixes, truncated: false, next: '' };
}

/** The key up to and with the first delimiter behind the prefix; undefined where there is none. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}
