import type { KeyIndex } from './key-index.ts';
import { compareKeys } from './key.ts';
import { commonPrefix } from './listing.ts';
import type { DeleteMarker, ObjectHead } from './object.ts';
import type { VersionIndex } from './version-index.ts';
import { type Headed, idOf, isKept, type Version } from './versions.ts';

export interface VersionQuery {
  readonly prefix: string;
  /** Versions of keys after this one in byte order, and of this one those that are older than `afterVersion`. */
  readonly afterKey: string;
  /** Empty: nothing of `afterKey` itself is listed. */
  readonly afterVersion: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Versions and common prefixes together, at most. */
  readonly limit: number;
}
export type ListedVersion = { readonly isLatest: boolean } & (
  { readonly head: ObjectHead } | { readonly marker: DeleteMarker }
);
export interface VersionListing {
  /** By key in byte order, and those of one key the newest first. */
  readonly versions: readonly ListedVersion[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** What was listed last; a common prefix has no version. Empty where not truncated. */
  readonly nextKey: string;
  readonly nextVersion: string;
}

/** The keys of both indexes from one key on, in byte order and each once. */
function* keysFrom(
  one: KeyIndex<unknown>,
  other: KeyIndex<unknown>,
  from: string,
): Generator<string> {
  let [left, right] = [one.countBefore(from), other.countBefore(from)];
  for (;;) {
    const [a, b] = [one.keyAt(left), other.keyAt(right)];
    const key = b === undefined || (a !== undefined && compareKeys(a, b) < 0) ? a : b;
    if (key === undefined) return;
    if (a === key) left++;
    if (b === key) right++;
    yield key;
  }
}

const tell = (version: Version<Headed>, isLatest: boolean): ListedVersion =>
  isKept(version) ? { head: version.head, isLatest } : { marker: version.marker, isLatest };

/** The versions of a key that come after the one with this id; all of them where it went meanwhile. */
function versionsAfter<Kept extends Headed>(
  index: VersionIndex<Kept>,
  key: string,
  after: string,
): ListedVersion[] {
  const versions = index.of(key);
  const told = versions.map((version, place) => tell(version, place === 0));
  return told.slice(versions.findIndex((version) => idOf(version) === after) + 1);
}

/** One page of all versions, by key and then the newest first; folds and bounds like `listIndex`. */
export function listVersions<Kept extends Headed>(
  index: VersionIndex<Kept>,
  { prefix, afterKey, afterVersion, delimiter, limit }: VersionQuery,
): VersionListing {
  const versions: ListedVersion[] = [];
  const prefixes: string[] = [];
  let [nextKey, nextVersion] = ['', ''];
  const from = compareKeys(prefix, afterKey) < 0 ? afterKey : prefix;
  for (const key of keysFrom(index.current, index.histories, from)) {
    if (!key.startsWith(prefix)) break;
    if (key === afterKey && afterVersion === '') continue;
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined && (common === afterKey || common === prefixes.at(-1))) continue;
    const found =
      common === undefined
        ? versionsAfter(index, key, key === afterKey ? afterVersion : '')
        : [undefined];
    for (const version of found) {
      if (versions.length + prefixes.length === limit)
        return { versions, prefixes, truncated: true, nextKey, nextVersion };
      if (version !== undefined) versions.push(version);
      else if (common !== undefined) prefixes.push(common);
      nextKey = common ?? key;
      nextVersion = version === undefined ? '' : idOf(version);
    }
  }
  return { versions, prefixes, truncated: false, nextKey: '', nextVersion: '' };
}
