import { KeyIndex } from './key-index.ts';
import type { DeleteMarker } from './object.ts';
import { type Headed, idOf, isKept, nullVersion, type Version, type Versions } from './versions.ts';

/** The one object of a key of which no versions are kept; undefined where there is another version or a mark. */
export function onlyOne<Kept extends Headed>(versions: Versions<Kept>): Kept | undefined {
  const [newest, ...older] = versions;
  if (newest === undefined || older.length > 0 || !isKept(newest)) return undefined;
  return idOf(newest) === nullVersion ? newest : undefined;
}

/** What a bucket holds: the objects that a list shows, and behind them the versions of those keys that have any. */
export class VersionIndex<Kept extends Headed> {
  readonly current: KeyIndex<Kept>;
  /** Of every other key `current` says it all. */
  readonly histories: KeyIndex<Versions<Kept>>;

  constructor(all: readonly (readonly [key: string, versions: Versions<Kept>])[] = []) {
    this.current = new KeyIndex(
      all.flatMap(([key, [newest]]) => (newest && isKept(newest) ? [[key, newest]] : [])),
    );
    this.histories = new KeyIndex(all.filter(([, versions]) => onlyOne(versions) === undefined));
  }

  /** Whether nothing is there, neither objects nor marks. */
  get isEmpty(): boolean {
    return this.current.size + this.histories.size === 0;
  }

  /** Newest first. */
  of(key: string): Versions<Kept> {
    const only = this.current.get(key);
    return this.histories.get(key) ?? (only === undefined ? [] : [only]);
  }

  /** An object by its version; without one the object that a list shows. */
  find(key: string, id: string | undefined): Kept | undefined {
    if (id === undefined) return this.current.get(key);
    return this.of(key)
      .filter(isKept)
      .find((version: Version<Kept>) => idOf(version) === id);
  }

  /** A mark by its version; without one the newest version where that is a mark. */
  marker(key: string, id: string | undefined): DeleteMarker | undefined {
    const versions = this.of(key);
    const found = id === undefined ? versions[0] : versions.find((version) => idOf(version) === id);
    return found === undefined || isKept(found) ? undefined : found.marker;
  }

  settle(key: string, versions: Versions<Kept>): void {
    const [newest] = versions;
    if (newest !== undefined && isKept(newest)) this.current.set(key, newest);
    else this.current.delete(key);
    if (newest === undefined || onlyOne(versions) !== undefined) this.histories.delete(key);
    else this.histories.set(key, versions);
  }
}
