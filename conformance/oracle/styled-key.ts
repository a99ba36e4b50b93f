/** What a literal key means in a bucket: an object, perhaps with a style. */
export interface Meant {
  readonly key: string;
  readonly style?: string;
}

const delimiter = /^[-_/!]$/;
const styleName = /^[A-Za-z0-9_.-]{1,63}$/;

/**
 * The object that a literal key means (Q200): the one of that key, or else, of all that are followed by a delimiter of the
 * bucket and the name of a style, the one of the longest key. Undefined: none. `@!` is written for `!`, too.
 */
export function resolve(
  literal: string,
  objects: ReadonlySet<string>,
  delimiters: readonly string[],
): Meant | undefined {
  if (objects.has(literal)) return { key: literal };
  const marks = delimiters.filter((one) => delimiter.test(one));
  const written = [...marks, ...(marks.includes('!') ? ['@!'] : [])];
  const meant = [...objects].flatMap((key) =>
    written
      .filter((mark) => literal.startsWith(key + mark))
      .map((mark) => ({ key, style: literal.slice(key.length + mark.length) }))
      .filter(({ style }) => styleName.test(style)),
  );
  return meant.sort((one, other) => other.key.length - one.key.length)[0];
}
