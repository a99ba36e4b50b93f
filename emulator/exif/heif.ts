/** Box structure of ISO/IEC 14496-12; items of ISO/IEC 23008-12. Every reader ends where the bytes end. */

/** Boxes or items that are looked at, one after the other: a photograph has about fifty. */
const MOST = 4096;

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

function* boxesOf(bytes: Buffer): Generator<Box> {
  let at = 0;
  for (let left = MOST; left > 0 && at + 8 <= bytes.length; left -= 1) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const head = isLong ? 16 : 8;
    const end = size === 0 ? bytes.length : at + size;
    if (end < at + head) return;
    yield {
      type: bytes.toString('latin1', at + 4, at + 8),
      body: bytes.subarray(at + head, end),
    };
    at = end;
  }
}

const find = (bytes: Buffer, type: string): Buffer | undefined => {
  for (const box of boxesOf(bytes)) if (box.type === type) return box.body;
  return undefined;
};

/** Numbers of some bytes, one after the other; beyond the end they are 0. */
interface Numbers {
  readonly next: (width: number) => number;
  readonly skip: (bytes: number) => void;
}

function numbersOf(bytes: Buffer, from: number): Numbers {
  let at = from;
  return {
    next: (width) => {
      const piece = bytes.subarray(at, at + width);
      at += width;
      return piece.length < width ? 0 : piece.reduce((number, byte) => number * 256 + byte, 0);
    },
    skip: (count) => void (at += count),
  };
}

/** `infe` of version 2 or 3: the item's number, its protection, its type. */
function idOfExif(infos: Buffer): number | undefined {
  const skip = infos[0] === 0 ? 6 : 8;
  for (const { type, body } of boxesOf(infos.subarray(skip))) {
    const wide = body[0] === 3 ? 4 : 2;
    const name = body.toString('latin1', 6 + wide, 10 + wide);
    if (type === 'infe' && name === 'Exif') return numbersOf(body, 4).next(wide);
  }
  return undefined;
}

/** Where the first extent of an item stands in the file; undefined for one that stands elsewhere. */
function extentOf(
  locations: Buffer,
  wanted: number,
): readonly [from: number, to: number] | undefined {
  const version = locations[0] ?? 0;
  const { next, skip } = numbersOf(locations, 4);
  const sizes = next(2);
  const [offsetSize, lengthSize] = [sizes >> 12, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version === 0 ? 0 : sizes & 15];
  const wide = version < 2 ? 2 : 4;
  for (let left = Math.min(next(wide), MOST); left > 0; left -= 1) {
    const id = next(wide);
    const method = version === 0 ? 0 : next(2);
    skip(2); // the number of a file, which is this one
    const base = next(baseSize);
    const extents = next(2);
    if (id !== wanted) {
      skip(extents * (indexSize + offsetSize + lengthSize));
      continue;
    }
    skip(indexSize);
    const from = base + next(offsetSize);
    return method === 0 && extents > 0 ? [from, from + next(lengthSize)] : undefined;
  }
  return undefined;
}

/** The TIFF structure of the Exif item of a HEIC or AVIF file; undefined where there is none. Never throws. */
export function exifItem(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = find(file, 'meta')?.subarray(4);
  const infos = meta && find(meta, 'iinf');
  const locations = meta && find(meta, 'iloc');
  const id = infos && idOfExif(infos);
  const extent = locations && id !== undefined ? extentOf(locations, id) : undefined;
  if (!extent) return undefined;
  const item = file.subarray(...extent);
  // The item begins with the place of the TIFF header behind this number.
  return item.subarray(4 + numbersOf(item, 0).next(4));
}
