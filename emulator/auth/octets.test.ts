import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalInConstantTime, fromOctets, listOctets, percentEncode, toOctets } from './octets.ts';

describe('octets', () => {
  it('holds the UTF-8 form, one character an octet', () => {
    expect(toOctets('é图')).toBe('\xc3\xa9\xe5\x9b\xbe');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => fromOctets(toOctets(text)) === text),
    );
  });

  it('puts U+FFFD for octets that are no UTF-8', () => {
    expect(fromOctets('a\xff')).toBe('a\ufffd');
  });

  // From the error answer in the OSS documentation, Troubleshoot signature errors (2023-06-15).
  it('lists octets as the service does, with a space behind the last one', () => {
    expect(listOctets('PUT\n\n\nTue')).toBe('50 55 54 0A 0A 0A 54 75 65 ');
  });

  it('leaves only unreserved characters unencoded', () => {
    expect(percentEncode("aZ09-._~ +/=!'()*%\n图")).toBe(
      'aZ09-._~%20%2B%2F%3D%21%27%28%29%2A%25%0A%E5%9B%BE',
    );
  });

  it('encodes any text at all, lone surrogates too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        /^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/.test(percentEncode(text)),
      ),
    );
    expect(percentEncode('\ud800')).toBe('%EF%BF%BD');
  });

  it('compares texts of any length', () => {
    expect(equalInConstantTime('abc', 'abc')).toBe(true);
    expect(equalInConstantTime('abc', 'abd')).toBe(false);
    expect(equalInConstantTime('abc', 'ab')).toBe(false);
    expect(equalInConstantTime('abc', 'ab\u0163')).toBe(false);
  });
});
