import type { AskedOfBucket } from '../call.ts';
import { isStyleName } from '../buckets/style-name.ts';

/** Whether the old grammar holds at the host that was asked: always at those of the image service. */
export const oldGrammarHolds = ({
  bucket,
  address,
}: {
  readonly bucket: { readonly access: Pick<AskedOfBucket['bucket']['access'], 'oldGrammar'> };
  readonly address: Pick<AskedOfBucket['address'], 'img'>;
}): boolean => address.img || bucket.access.oldGrammar;

/** What a literal key means in the old grammar: `a.jpg@100w` a process of `a.jpg`, `a.jpg@!thumb` a style. */
export function readOldKey(
  literal: string,
): { readonly key: string; readonly process?: string; readonly oldProcess?: string } | undefined {
  const mark = literal.lastIndexOf('@');
  const key = literal.slice(0, mark);
  const tail = literal.slice(mark + 1);
  if (mark <= 0 || tail === '') return undefined;
  if (!tail.startsWith('!')) return { key, oldProcess: tail };
  const style = tail.slice(1);
  return isStyleName(style) ? { key, process: `style/${style}` } : undefined;
}
