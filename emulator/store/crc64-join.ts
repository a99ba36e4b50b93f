/** An element of GF(2)[x] modulo the polynomial of CRC-64/XZ, bits reflected: the highest bit of `high` is 1. */
interface Residue {
  readonly low: number;
  readonly high: number;
}

const polynomial: Residue = { low: 0xd7870f42, high: 0xc96c5795 };

function multiply(a: Residue, b: Residue): Residue {
  let [low, high] = [0, 0];
  let { low: l, high: h } = b;
  for (let bit = 0; bit < 64; bit++) {
    const word = bit < 32 ? a.high : a.low;
    if (((word << (bit & 31)) & 0x80000000) !== 0) {
      low ^= l;
      high ^= h;
    }
    const out = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (out !== 0) {
      l ^= polynomial.low;
      h ^= polynomial.high;
    }
  }
  return { low, high };
}

/** x to the power of 8, 16, 32, …: the k-th moves a register over 2^k bytes of zeros. */
const moves: Residue[] = [];
let move: Residue = { low: 0, high: 0x00800000 };
for (let k = 0; k < 53; k++) {
  moves.push(move);
  move = multiply(move, move);
}

function over(bytes: number): Residue {
  let product: Residue = { low: 0, high: 0x80000000 };
  for (let left = bytes, k = 0; left > 0; left = Math.floor(left / 2), k++) {
    const factor = moves[k];
    if (left % 2 === 1 && factor !== undefined) product = multiply(product, factor);
  }
  return product;
}

const read = (decimal: string): Residue => {
  const value = BigInt(decimal);
  return { low: Number(value & 0xffffffffn), high: Number(value >> 32n) };
};

/**
 * The CRC-64/XZ of contents that stand one behind the other, from the CRC (unsigned decimal) and the bytes of each: none of
 * them is read again. The method is that of zlib's `crc32_combine`.
 */
export function joinCrc64(
  contents: readonly { readonly crc64: string; readonly size: number }[],
): string {
  // Parts are of one size as a rule.
  const known = new Map<number, Residue>();
  let joined: Residue = { low: 0, high: 0 };
  for (const { crc64, size } of contents) {
    const factor = known.get(size) ?? over(size);
    known.set(size, factor);
    const [moved, next] = [multiply(joined, factor), read(crc64)];
    joined = { low: moved.low ^ next.low, high: moved.high ^ next.high };
  }
  return String((BigInt(joined.high >>> 0) << 32n) | BigInt(joined.low >>> 0));
}
