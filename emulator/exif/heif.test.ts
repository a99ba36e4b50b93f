import { expect, test } from 'vitest';
import { exifItem } from './heif.ts';

const number = (value: number, width: number) => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};
const box = (type: string, ...parts: readonly Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([number(8 + body.length, 4), Buffer.from(type, 'latin1'), body]);
};
const full = (version: number) => Buffer.of(version, 0, 0, 0);

/** Four bytes that say where the TIFF header is, two that stand before it, and what there is. */
const item = Buffer.concat([number(2, 4), Buffer.from('..II*\0')]);

interface Shape {
  /** Versions of the boxes `iinf`, `infe` and `iloc`. */
  readonly infos: number;
  readonly info: number;
  readonly locations: number;
  /** Bytes of an offset and a length; of a base before them; of an index. */
  readonly wide?: number;
  readonly base?: number;
  readonly index?: number;
  /** 0: in the file; 1: in `idat`. */
  readonly method?: number;
}

/** A file of a picture of two extents, item 1, and an Exif item, number 7. */
function file({ infos, info, locations, wide = 4, base = 0, index = 0, method = 0 }: Shape) {
  const id = (value: number) => number(value, info === 3 ? 4 : 2);
  const infe = (value: number, type: string) =>
    box('infe', full(info), id(value), number(0, 2), Buffer.from(type), Buffer.of(0));
  const iinf = box(
    'iinf',
    full(infos),
    number(2, infos === 0 ? 2 : 4),
    infe(1, 'hvc1'),
    infe(7, 'Exif'),
  );
  const extent = (from: number, length: number) =>
    Buffer.concat([Buffer.alloc(index), number(from, wide), number(length, wide)]);
  const located = (value: number, start: number, ...extents: readonly Buffer[]) =>
    Buffer.concat([
      number(value, locations < 2 ? 2 : 4),
      locations === 0 ? Buffer.of() : number(method, 2),
      number(0, 2),
      base === 0 ? Buffer.of() : number(start, base),
      number(extents.length, 2),
      ...extents,
    ]);
  const iloc = (from: number) =>
    box(
      'iloc',
      full(locations),
      Buffer.of((wide << 4) | wide, (base << 4) | index),
      number(2, locations < 2 ? 2 : 4),
      located(1, 0, extent(0, 1), extent(1, 1)),
      located(7, base === 0 ? 0 : 3, extent(base === 0 ? from : from - 3, item.length)),
    );
  const meta = (from: number) => box('meta', full(0), iinf, iloc(from));
  const head = box('ftyp', Buffer.from('heicmif1'));
  const from = head.length + meta(8).length + 8;
  return Buffer.concat([head, meta(from), box('mdat', item)]);
}

test.each<Shape>([
  { infos: 0, info: 2, locations: 0 },
  { infos: 1, info: 2, locations: 1 },
  { infos: 0, info: 3, locations: 2 },
  { infos: 0, info: 2, locations: 1, index: 4 },
  { infos: 0, info: 2, locations: 0, base: 4 },
  { infos: 0, info: 2, locations: 1, wide: 6, base: 4, index: 4 },
])('an Exif item is found: %o', (shape) => {
  expect(Buffer.from(exifItem(file(shape))!).toString('latin1')).toBe('II*\0');
});

test('an item that stands elsewhere is not read', () => {
  expect(exifItem(file({ infos: 0, info: 2, locations: 1, method: 1 }))).toBeUndefined();
});

test.each([
  ['nothing', Buffer.of()],
  ['no meta', box('ftyp', Buffer.from('heic'))],
  ['an empty meta', box('meta', full(0))],
  ['a box that ends before it begins', Buffer.from('\0\0\0\x04metaxxxxxxxx')],
  [
    'endless items',
    box('meta', full(0), box('iinf', full(0)), box('iloc', full(2), Buffer.alloc(8, 255))),
  ],
])('%s has none', (_, bytes) => {
  expect(exifItem(bytes)).toBeUndefined();
});

test('a box whose length has 64 bits is passed over', () => {
  const [shape, gap] = [{ infos: 0, info: 2, locations: 0, base: 4 }, 24];
  const plain = file(shape);
  const at = plain.indexOf('meta') - 4;
  const free = Buffer.concat([number(1, 4), Buffer.from('free'), Buffer.alloc(2), number(gap, 6)]);
  const moved = Buffer.concat([
    plain.subarray(0, at),
    free,
    Buffer.alloc(gap - 16),
    plain.subarray(at),
  ]);
  // The item moved with the rest: the base of its place, 3, is told anew.
  moved.writeUInt32BE(3 + gap, moved.indexOf(Buffer.from([0, 7, 0, 0, 0, 0, 0, 3])) + 4);
  expect(Buffer.from(exifItem(moved)!).toString('latin1')).toBe('II*\0');
});
