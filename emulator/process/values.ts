import type { Failure, Parameter } from '../../spec/corpus.ts';

/** A value that was read, or how it failed. */
export type Read = { readonly value: unknown } | { readonly failure: Failure };

const value = (read: unknown): Read => ({ value: read });
const fail = (failure: Failure): Read => ({ failure });

/**
 * URL-safe or standard base64 of UTF-8 text, padded or not; undefined where it is neither (manual of 2019 §1.5: the
 * padding may be left out; the SDKs send both alphabets).
 */
export function decodeBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  if (text.replace(/=+$/, '').length % 4 === 1) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

function readInteger(text: string, [low, high]: readonly [number, number]): Read {
  if (!/^-?\d+$/.test(text)) return fail('malformed');
  const number = Number(text);
  return number < low || number > high ? fail('outside') : value(number);
}

function readEnum(text: string, p: Extract<Parameter, { type: 'enum' }>): Read {
  const word = p.aliases?.[text] ?? text;
  if (p.unbound?.includes(word)) return fail('unbound');
  if (p.unemulated?.includes(word)) return fail('unemulated');
  return p.values.includes(word) ? value(word) : fail('outside');
}

/** `RRGGBB`, and where base64 is meant that of `#RRGGBB` as well (Q166). */
function readColour(text: string, base64: boolean | undefined): Read {
  const hex = '[0-9a-f]{6}';
  const isPlain = new RegExp(`^${hex}$`, 'i').test(text);
  const encoded = base64
    ? new RegExp(`^#(${hex})$`, 'i').exec(decodeBase64(text) ?? '')?.[1]
    : undefined;
  const colour = isPlain ? text : encoded;
  return colour === undefined ? fail('malformed') : value(colour.toUpperCase());
}

function readBase64(text: string, p: Extract<Parameter, { type: 'base64' }>): Read {
  const plain = decodeBase64(text);
  if (plain === undefined) return fail('malformed');
  const length = p.unit === 'bytes' ? Buffer.byteLength(plain) : Array.from(plain).length;
  const isKnown = p.values?.includes(plain) ?? true;
  return isKnown && length <= (p.max ?? Infinity) ? value(plain) : fail('outside');
}

/** The text of one parameter as its type means it. Objects are bound by bind.ts, which alone knows chains. */
export function readValue(p: Exclude<Parameter, { type: 'object' }>, text: string): Read {
  if (text === '') return fail('empty');
  switch (p.type) {
    case 'integer':
      return readInteger(text, p.range);
    case 'flag':
      return text === '0' || text === '1' ? value(text === '1') : fail('malformed');
    case 'enum':
      return readEnum(text, p);
    case 'colour':
      return readColour(text, p.base64);
    case 'base64':
      return readBase64(text, p);
  }
}
