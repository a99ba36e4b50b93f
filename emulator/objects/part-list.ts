import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { parseLongXml } from '../http/long-xml.ts';
import type { Request } from '../http/message.ts';
import { childOf, textOf } from '../http/xml.ts';
import type { Part } from '../store/uploads.ts';
import type { partLimits } from './part-number.ts';

/** Bytes of a document that names all parts, written with blanks. */
const longest = 2 * 2 ** 20;
/** Tags that a part brings at most: Part, PartNumber and ETag, opened and closed. */
const tags = 6;

type Limits = ReturnType<typeof partLimits>;

/** A part as the client names it. */
export interface Named {
  readonly number: number;
  readonly etag: string;
}

const malformed = (detail: string) =>
  refuse('malformed-parts', { fields: { ErrorDetail: detail } });

function readPart(part: unknown): Named {
  const number = textOf(part, 'PartNumber') ?? '';
  const etag = textOf(part, 'ETag');
  if (!/^\d{1,9}$/.test(number) || etag === undefined)
    return malformed('a Part without PartNumber or ETag');
  // With and without quotes: SDKs differ.
  return { number: Number(number), etag: etag.replace(/^"(.*)"$/, '$1') };
}

/** The parts that a request names, in its order; undefined where it has no body. */
export async function readParts(
  request: Request,
  { most }: Pick<Limits, 'most'>,
): Promise<readonly Named[] | undefined> {
  const text = (await readBody(request, longest)).toString();
  if (text === '') return undefined;
  // Before it is parsed, since half a million empty tags would take a second of everybody's.
  if (text.split('<').length > 2 * most * tags) malformed(`more tags than ${most} parts have`);
  const found =
    childOf(await parseLongXml(text, 'CompleteMultipartUpload'), 'Part') ?? malformed('no Part');
  const parts: readonly unknown[] = Array.isArray(found) ? found : [found];
  return parts.map(readPart);
}

/**
 * Of the parts that there are those that are named. Refuses names that are not in ascending order, a part that is not there or
 * has another ETag, and one that is too small and not the last.
 * Source: OSS API reference, CompleteMultipartUpload.
 */
export function chooseParts(
  there: readonly Part[],
  named: readonly Named[],
  uploadId: string,
  { least }: Pick<Limits, 'least'>,
): readonly Part[] {
  if (named.some(({ number }, at) => at > 0 && number <= (named[at - 1]?.number ?? 0)))
    refuse('part-order');
  const byNumber = new Map(there.map((part) => [part.number, part]));
  const chosen = named.map(({ number, etag }) => {
    const part = byNumber.get(number);
    if (part?.etag === etag.toUpperCase()) return part;
    return refuse('invalid-part', {
      fields: { ETag: etag, PartNumber: String(number), UploadId: uploadId },
    });
  });
  const small = chosen.slice(0, -1).find(({ size }) => size < least);
  if (small)
    refuse('part-too-small', {
      fields: {
        ETag: small.etag,
        MinSizeAllowed: String(least),
        ProposedSize: String(small.size),
        PartNumber: String(small.number),
      },
    });
  return chosen;
}
