import { refuse } from '../errors.ts';
import { formatIsoDate } from '../http/respond.ts';

/** How far the clock of a request may be off, in milliseconds (OSS API reference, Add signatures to headers). */
const maxSkew = 900_000;

/** `Wed, 28 Dec 2022 10:27:41 GMT` as milliseconds since 1970; undefined for any other form. The weekday is not looked at. */
export function readHttpDate(text: string): number | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return undefined;
  const time = Date.parse(text);
  const exists = Number.isFinite(time) && new Date(time).toUTCString().slice(5) === text.slice(5);
  return exists ? time : undefined;
}

/** `20231216T162057Z` as milliseconds since 1970; undefined for any other form. */
export function readBasicDate(text: string): number | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const time = Date.parse(text.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isFinite(time) && formatBasicDate(time) === text ? time : undefined;
}

/** Milliseconds since 1970 as `20231216T162057Z`. */
export function formatBasicDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Refuses a request that was dated more than 15 minutes before or after now (both in milliseconds since 1970). */
export function holdSkew(dated: number, now: number): void {
  if (Math.abs(dated - now) <= maxSkew) return;
  refuse('time-too-skewed', {
    fields: {
      MaxAllowedSkewMilliseconds: String(maxSkew),
      RequestTime: formatIsoDate(dated),
      ServerTime: formatIsoDate(now),
    },
    why: () => ({
      sentence: `The clock of the client is ${seconds(dated - now)} ${dated < now ? 'behind' : 'ahead'}, and may be ${seconds(maxSkew)}.`,
    }),
  });
}

const seconds = (milliseconds: number) => `${Math.ceil(Math.abs(milliseconds) / 1000)} s`;

/** Refuses a signed URL after its time (both in milliseconds since 1970). */
export function holdExpiry(expires: number, now: number): void {
  if (now <= expires) return;
  refuse('url-expired', {
    fields: { Expires: formatIsoDate(expires), ServerTime: formatIsoDate(now) },
    why: () => ({ sentence: `The URL ran out ${seconds(now - expires)} ago.` }),
  });
}

/** Refuses a signed URL more than 15 minutes before its time (OSS error code page 0002-00000235, Q182). */
export function holdStart(starts: number, now: number): void {
  if (starts - now <= maxSkew) return;
  refuse('url-early', {
    fields: { RequestTime: formatIsoDate(starts), ServerTime: formatIsoDate(now) },
    why: () => ({ sentence: `The URL begins to hold in ${seconds(starts - now)}.` }),
  });
}
