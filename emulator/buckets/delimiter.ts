import type { Bucket, Delimiter } from '../store/store.ts';
import { isStyleName } from './style-name.ts';

/** A key with the name of a style behind a delimiter: `photo.jpg!thumb`. */
export interface StyledKey {
  readonly key: string;
  readonly style: string;
}

/** `@!` is another way to write `!` (field report: yiichou/aliyun-oss-support issue 107). */
function bare(key: string, delimiter: Delimiter): string {
  return delimiter === '!' && key.endsWith('@') ? key.slice(0, -1) : key;
}

/**
 * The key and the style that a literal key means by the bucket's delimiters: the last delimiter with a key before it and
 * a legal name behind it cuts (Q200). Undefined where there is none.
 */
export function readStyledKey(
  literal: string,
  { delimiters }: Bucket['access'],
): StyledKey | undefined {
  for (let at = literal.length - 2; at > 0; at -= 1) {
    const delimiter = delimiters.find((one) => one === literal[at]);
    if (delimiter === undefined) continue;
    const style = literal.slice(at + 1);
    // A longer name would only be less legal.
    if (!isStyleName(style)) return undefined;
    const key = bare(literal.slice(0, at), delimiter);
    return key === '' ? undefined : { key, style };
  }
  return undefined;
}
