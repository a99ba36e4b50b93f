import { compareKeys } from './key.ts';

/** Entries by key, and the keys in byte order. Entries come and go one by one; the order is never made anew. */
export class KeyIndex<Entry> {
  readonly #entries: Map<string, Entry>;
  readonly #sorted: string[];

  constructor(entries: Iterable<readonly [key: string, entry: Entry]> = []) {
    this.#entries = new Map(entries);
    this.#sorted = [...this.#entries.keys()].sort(compareKeys);
  }

  get size(): number {
    return this.#sorted.length;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: Entry): void {
    if (!this.#entries.has(key)) this.#sorted.splice(this.countBefore(key), 0, key);
    this.#entries.set(key, entry);
  }

  delete(key: string): boolean {
    if (!this.#entries.delete(key)) return false;
    this.#sorted.splice(this.countBefore(key), 1);
    return true;
  }

  /** The key at a place in byte order, from 0. */
  keyAt(place: number): string | undefined {
    return this.#sorted[place];
  }

  /** How many keys come before this one: the place of it, or of the first key after it. */
  countBefore(key: string): number {
    return this.#firstPlace(0, (other) => compareKeys(other, key) >= 0);
  }

  /** From a place where a key begins with the prefix, the first place where one does not. */
  endOfPrefix(prefix: string, place: number): number {
    return this.#firstPlace(place, (key) => !key.startsWith(prefix));
  }

  /** The first place, from `low` on, whose key `holds`; it must hold for all keys behind that too. */
  #firstPlace(low: number, holds: (key: string) => boolean): number {
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const key = this.#sorted[middle];
      if (key !== undefined && holds(key)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
