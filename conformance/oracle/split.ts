/** One action as it was written: `resize,w_100` is resize with the token `w_100`. */
export interface Call {
  readonly name: string;
  readonly tokens: readonly string[];
}

const words = (text: string, separator: string): string[] =>
  text.split(separator).filter((word) => word !== '');

/** The actions of all pipes in the written order, each with the word that its pipe begins with. */
export const callsOf = (process: string): (Call & { readonly domain: string })[] =>
  words(process, '|').flatMap((pipe) => {
    const [domain = '', ...actions] = words(pipe, '/');
    return actions.map((action) => {
      const [name = '', ...tokens] = words(action, ',');
      return { domain, name, tokens };
    });
  });

/** The actions of `image/…`, or of several joined by `|`, in the written order; undefined for styles, saveas and other domains. */
export function split(process: string): Call[] | undefined {
  const pipes = words(process, '|');
  if (pipes.length === 0 || pipes.some((pipe) => words(pipe, '/')[0] !== 'image')) return undefined;
  return callsOf(process).map(({ name, tokens }) => ({ name, tokens }));
}

/** Values by key; a token is cut at its first `_`, and of a key given twice the later counts. */
export function valuesOf(tokens: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    tokens.flatMap((token): [string, string][] => {
      const at = token.indexOf('_');
      return at < 0 ? [] : [[token.slice(0, at), token.slice(at + 1)]];
    }),
  );
}

/** The value of `key` as a number; undefined where it was not given. */
export function numberOf(values: ReadonlyMap<string, string>, key: string): number | undefined {
  const text = values.get(key);
  return text === undefined ? undefined : Number(text);
}
