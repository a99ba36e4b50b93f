/** `${filename}` is a word of the service itself. */
const name = /(?<!\$)\{([A-Za-z][\w-]*)\}/g;
const base64 = /\{base64:([^{}]*)\}/g;
const repeat = /\{repeat:(\d+):([^{}]*)\}/g;

/** Applies `change` to every text of a tree that has a brace, keys included. */
function mapTexts<T>(node: T, change: (text: string) => string): T;
function mapTexts(node: unknown, change: (text: string) => string): unknown {
  if (typeof node === 'string') return node.includes('{') ? change(node) : node;
  if (Array.isArray(node)) return node.map((item) => mapTexts<unknown>(item, change));
  if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      mapTexts(key, change),
      mapTexts<unknown>(value, change),
    ]),
  );
}

type Values = Readonly<Record<string, string>>;

/** Replaces each `{name}` that has a value; the others stay for a later filling. */
export function fill<T>(node: T, values: Values): T {
  return mapTexts(node, (text) =>
    text.replace(name, (whole, key: string) =>
      Object.hasOwn(values, key) ? (values[key] ?? '') : whole,
    ),
  );
}

/**
 * Fills in what is known when a request is sent; then `{repeat:N:text}`, that text N times; and at last `{base64:…}`, URL-safe
 * and without padding, since a bucket's name may stand inside one.
 */
export function finish<T>(node: T, values: Values): T {
  return mapTexts(fill(node, values), (text) =>
    text
      .replace(repeat, (_, times: string, part: string) => part.repeat(Number(times)))
      .replace(base64, (_, plain: string) => Buffer.from(plain).toString('base64url')),
  );
}

/** Names in a tree that nobody has filled in. */
export function namesIn(node: unknown): string[] {
  const found = new Set<string>();
  mapTexts(node, (text) => {
    for (const [, key = ''] of text.matchAll(name)) found.add(key);
    return text;
  });
  return [...found];
}
