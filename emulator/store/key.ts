/**
 * Throws RangeError where a key is not 1 to 1,023 bytes of UTF-8 (half a surrogate pair has no UTF-8, and two such keys
 * would be one after encoding).
 */
export function requireKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes < 1 || bytes > 1023) throw new RangeError(`a key of ${bytes} bytes`);
  if (/\p{Surrogate}/u.test(key)) throw new RangeError('a key that is not UTF-8');
}

/** The order of the UTF-8 bytes, without encoding: negative, 0 or positive. */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/**
 * UTF-8 orders by code point. UTF-16 does too, but that surrogates (which stand for code points from U+10000) come before
 * U+E000 to U+FFFF: the two change places here.
 */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
