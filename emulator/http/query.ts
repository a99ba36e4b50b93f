/** One pair of a query string, as written and as meant. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  /** As it stood in the URL; `rawValue` is undefined where there was no `=`. */
  readonly rawName: string;
  readonly rawValue: string | undefined;
}

/** A parsed query string. Of a name given twice the first counts (documented for the signature's parameters). */
export interface Query {
  readonly pairs: readonly Pair[];
  get(name: string): string | undefined;
  has(name: string): boolean;
}

/** Percent-decodes as UTF-8; what is no valid encoding stays as it was written. Never throws. */
export function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Cuts `a=1&b&c=%20` into pairs. `+` means a space, as the service's own canonicalisation has it. */
export function parseQuery(raw: string): Query {
  const decode = (text: string) => decodeLoosely(text.replaceAll('+', ' '));
  const pairs = raw
    .split('&')
    .filter((part) => part !== '')
    .map((part): Pair => {
      const at = part.indexOf('=');
      const rawName = at < 0 ? part : part.slice(0, at);
      const rawValue = at < 0 ? undefined : part.slice(at + 1);
      return { name: decode(rawName), value: decode(rawValue ?? ''), rawName, rawValue };
    });
  const first = new Map<string, string>();
  for (const { name, value } of pairs) if (!first.has(name)) first.set(name, value);
  return { pairs, get: (name) => first.get(name), has: (name) => first.has(name) };
}
