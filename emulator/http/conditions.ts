import { refuse } from '../errors.ts';
import type { ObjectHead } from '../store/object.ts';

/**
 * Holds the four conditions of a GET or HEAD against an object: 304 and 412 are refusals. `kept` are the headers that a
 * 304 still carries. ETags are compared with and without quotes, times as whole seconds; a time that is no HTTP date is
 * passed over. Precedence as RFC 9110, section 13.2.2: a condition on the ETag silences the one on the time.
 */
export function holdConditions(
  headers: Readonly<Record<string, string>>,
  object: Pick<ObjectHead, 'etag' | 'modified'>,
  kept: Readonly<Record<string, string>>,
): void {
  const match = headers['if-match'];
  const noneMatch = headers['if-none-match'];
  if (match !== undefined) {
    if (!names(match, object.etag)) fail('If-Match');
  } else if (object.modified > readTime(headers['if-unmodified-since'], Infinity)) {
    fail('If-Unmodified-Since');
  }
  const unchanged =
    noneMatch === undefined
      ? object.modified <= readTime(headers['if-modified-since'], -Infinity)
      : names(noneMatch, object.etag);
  if (unchanged) refuse('not-modified', { headers: kept });
}

const fail = (condition: string) =>
  refuse('precondition-failed', { fields: { Condition: condition } });

function names(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((item) => item.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
    .some((item) => item === '*' || item === etag);
}

/** Milliseconds since 1970. */
function readTime(text: string | undefined, otherwise: number): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? otherwise : time;
}
