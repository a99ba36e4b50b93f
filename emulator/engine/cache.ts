import { Recent } from './recent.ts';

/** Answers what was made before under the same key, or makes it. What it answers is shared: nobody may change it. */
export type Cache<T> = (key: string, make: () => Promise<T>) => Promise<T>;

const mostThings = 4096;

/**
 * Keeps what was asked for last, as long as all of it has at most `most` bytes, and nothing that alone has more than a
 * quarter of that.
 */
export function createCache<T>(most: number, bytesOf: (value: T) => number): Cache<T> {
  const kept = new Recent<T>({ things: mostThings, bytes: most, bytesOf });
  return async (key, make) => {
    const before = kept.get(key);
    if (before !== undefined) return before;
    const value = await make();
    kept.set(key, value);
    return value;
  };
}
