/**
 * CRC-64/XZ, which OSS calls crc64ecma: ECMA-182 reflected, initial value and final XOR all ones ("Catalogue of
 * parametrised CRC algorithms", https://reveng.sourceforge.io/crc-catalogue/17plus.htm). Eight bytes a turn ("slicing by
 * 8"), each half of the register a 32-bit integer: BigInt would allocate for every byte.
 */
const polynomial = { low: 0xd7870f42, high: 0xc96c5795 };

/** Entry 256 × k + n is the register after byte n and k zero bytes. */
const low = new Int32Array(8 * 256);
const high = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte++) {
  let l = byte;
  let h = 0;
  for (let bit = 0; bit < 8; bit++) {
    const out = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (out !== 0) {
      l ^= polynomial.low;
      h ^= polynomial.high;
    }
  }
  low[byte] = l;
  high[byte] = h;
}
for (let at = 256; at < low.length; at++) {
  const l = entry(low, at - 256);
  const h = entry(high, at - 256);
  low[at] = (l >>> 8) ^ (h << 24) ^ entry(low, l & 0xff);
  high[at] = (h >>> 8) ^ entry(high, l & 0xff);
}

export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let l = this.#low;
    let h = this.#high;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      const a = l ^ view.getInt32(at, true);
      const b = h ^ view.getInt32(at + 4, true);
      l = slice(low, a, b);
      h = slice(high, a, b);
    }
    for (; at < bytes.length; at++) {
      const index = (l ^ view.getUint8(at)) & 0xff;
      l = (l >>> 8) ^ (h << 24) ^ entry(low, index);
      h = (h >>> 8) ^ entry(high, index);
    }
    this.#low = l;
    this.#high = h;
  }

  /** Of all bytes so far, as an unsigned decimal; of none it is 0. */
  decimal(): string {
    const unsigned = (half: number) => BigInt(~half >>> 0);
    return String((unsigned(this.#high) << 32n) | unsigned(this.#low));
  }
}

function slice(table: Int32Array, a: number, b: number): number {
  return (
    entry(table, 0x700 | (a & 0xff)) ^
    entry(table, 0x600 | ((a >>> 8) & 0xff)) ^
    entry(table, 0x500 | ((a >>> 16) & 0xff)) ^
    entry(table, 0x400 | (a >>> 24)) ^
    entry(table, 0x300 | (b & 0xff)) ^
    entry(table, 0x200 | ((b >>> 8) & 0xff)) ^
    entry(table, 0x100 | ((b >>> 16) & 0xff)) ^
    entry(table, b >>> 24)
  );
}

function entry(table: Int32Array, at: number): number {
  return table[at] ?? 0;
}
