import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Crc64 } from './crc64.ts';
import { joinCrc64 } from './crc64-join.ts';

function crcOf(bytes: Uint8Array): string {
  const crc = new Crc64();
  crc.update(bytes);
  return crc.decimal();
}

// The check value of the catalogue of parametrised CRC algorithms is that of '123456789'.
it('joins 12345 and 6789 to the check value of the catalogue', () => {
  const halves = ['12345', '6789'].map((text) => Buffer.from(text));
  const contents = halves.map((bytes) => ({ crc64: crcOf(bytes), size: bytes.length }));
  expect(joinCrc64(contents)).toBe(String(0x995dc9bbdf1939fan));
});

it('joins nothing to nothing', () => {
  expect(joinCrc64([])).toBe('0');
  expect(joinCrc64([{ crc64: '0', size: 0 }])).toBe('0');
});

it('is the CRC of the whole, however it is cut', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (pieces) => {
      const contents = pieces.map((bytes) => ({ crc64: crcOf(bytes), size: bytes.length }));
      expect(joinCrc64(contents)).toBe(crcOf(Buffer.concat(pieces)));
    }),
  );
});

it('reaches over more than 2^32 bytes', () => {
  const cut = { crc64: crcOf(Buffer.alloc(2 ** 13)), size: 2 ** 13 };
  let zeros = cut;
  while (zeros.size < 2 ** 33) {
    zeros = { crc64: joinCrc64([zeros, zeros]), size: zeros.size * 2 };
  }
  // Of zeros alone, the first join moves far and the second near.
  expect(joinCrc64([cut, zeros])).toBe(joinCrc64([zeros, cut]));
});
