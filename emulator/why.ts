import type { Edition } from '../spec/corpus.ts';
import { percentEncode } from './auth/octets.ts';
import { questionHeader } from './auth/question.ts';
import type { OssError, Reason } from './errors.ts';
import type { Request } from './http/message.ts';
import { nameRefusal } from './http/refuse.ts';

/** In characters; a header has no room for a document. */
const longest = 1000;

/** Why a request was refused; undefined where it did not ask (`x-oss-double-why`). */
export function reasonOf(
  error: OssError,
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  edition: Edition,
): Reason | undefined {
  if (headers[questionHeader] === undefined) return undefined;
  const { why } = error.details;
  if (why) return why();
  const { message } = nameRefusal(error, { edition, method });
  return { sentence: `Refused as ${error.refusal}: ${message}` };
}

/** A sentence as the value of a header, in printable ASCII: what is none is percent-encoded. */
export function answerReason({ sentence }: Reason): Readonly<Record<string, string>> {
  const text = sentence.replace(/[^\x20-\x7e]/gu, percentEncode);
  return { [questionHeader]: text.slice(0, longest) };
}
