/** Answers what was made before under the same key, or makes it. What it answers is shared: nobody may change it. */
export type Cache<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/** Things that are kept at once, however small they are: a key takes memory too. */
const mostThings = 4096;

/**
 * Keeps what was asked for last, as long as all of it has at most `most` bytes, and nothing that alone has more than a
 * quarter of that.
 */
export function createCache<T>(most: number, bytesOf: (value: T) => number): Cache<T> {
  const kept = new Map<string, T>();
  let held = 0;
  const drop = (key: string, value: T) => {
    kept.delete(key);
    held -= bytesOf(value);
  };
  return async (key, make) => {
    const value = kept.get(key) ?? (await make());
    const earlier = kept.get(key);
    if (earlier !== undefined) drop(key, earlier);
    const bytes = bytesOf(value);
    if (bytes > most / 4) return value;
    kept.set(key, value); // a Map keeps the order of insertion: the oldest come first
    held += bytes;
    for (const [oldest, old] of kept) {
      if (held <= most && kept.size <= mostThings) break;
      drop(oldest, old);
    }
    return value;
  };
}
