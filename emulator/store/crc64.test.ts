import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Crc64 } from './crc64.ts';

function crcOf(...pieces: readonly Uint8Array[]): bigint {
  const crc = new Crc64();
  for (const piece of pieces) crc.update(piece);
  return BigInt(crc.decimal());
}

/** The definition, bit by bit. */
function slowly(bytes: Uint8Array): bigint {
  let register = 0xffff_ffff_ffff_ffffn;
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      register = (register >> 1n) ^ (register & 1n ? 0xc96c_5795_d787_0f42n : 0n);
    }
  }
  return register ^ 0xffff_ffff_ffff_ffffn;
}

it('has the check value of CRC-64/XZ', () => {
  expect(crcOf(Buffer.from('123456789'))).toBe(0x995dc9bbdf1939fan);
});

it('is 0 for nothing', () => {
  expect(new Crc64().decimal()).toBe('0');
});

it('is what the definition says, however the bytes are cut', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (a, b, c) => {
      expect(crcOf(a, b, c)).toBe(slowly(Buffer.concat([a, b, c])));
    }),
  );
});

it('reads a view into a larger buffer', () => {
  const bytes = Buffer.from('xx123456789xx').subarray(2, 11);
  expect(crcOf(bytes)).toBe(0x995dc9bbdf1939fan);
});
