import type { Delimiter } from '../store/access.ts';
import type { Bucket } from '../store/bucket.ts';
import { isStyleName } from './style-name.ts';

/** A key with the name of a style behind a delimiter: `photo.jpg!thumb`. */
export interface StyledKey {
  readonly key: string;
  readonly style: string;
}

/** `@!` is another way to write `!` (field report: yiichou/aliyun-oss-support issue 107); a key that ends in `@` is longer. */
const keysBefore = (key: string, delimiter: Delimiter): readonly string[] =>
  delimiter === '!' && key.endsWith('@') ? [key, key.slice(0, -1)] : [key];

/**
 * What a literal key may mean by the bucket's delimiters, the last delimiter first: each that has a key before it and
 * a legal name behind it. A name may hold `-` and `_` itself, so that the store has to say which key is there (Q200).
 */
export function readStyledKeys(
  literal: string,
  { delimiters }: Bucket['access'],
): readonly StyledKey[] {
  const found: StyledKey[] = [];
  for (let at = literal.length - 2; at > 0; at -= 1) {
    const delimiter = delimiters.find((one) => one === literal[at]);
    if (delimiter === undefined) continue;
    const style = literal.slice(at + 1);
    // A longer name would only be less legal.
    if (!isStyleName(style)) break;
    for (const key of keysBefore(literal.slice(0, at), delimiter))
      if (key !== '') found.push({ key, style });
  }
  return found;
}
