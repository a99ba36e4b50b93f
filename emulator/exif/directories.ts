/** One field of a directory. Its values lie inside the block. */
export interface Field {
  readonly tag: number;
  readonly type: number;
  /** Number of values. */
  readonly count: number;
  readonly values: DataView;
  readonly isLittle: boolean;
}

/** The directories of an EXIF block, a thumbnail's among those of images. */
export type Group = 'image' | 'photo' | 'gps' | 'interoperability';
type Told = readonly [Group, Field];

interface Block {
  readonly view: DataView;
  readonly isLittle: boolean;
}

/** Bytes of one value of each type (TIFF 6.0, section 2; 13 is a LONG that leads to a directory). */
const widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** Bytes of a directory's number of fields, of a field, and of values that stand in their field. */
const [NUMBER, FIELD, INLINE] = [2, 12, 4];
/** A directory of more fields is a lie: exiv2 does not read it either. */
const MOST_FIELDS = 256;

/** EXIF 2.32, section 4.6.3: the fields that say where a further directory is. */
const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const INTEROPERABILITY_POINTER = 0xa005;

/** Undefined where the type is none or the values would lie outside the block. */
function readField({ view, isLittle }: Block, at: number): Field | undefined {
  const type = view.getUint16(at + 2, isLittle);
  const count = view.getUint32(at + 4, isLittle);
  const bytes = count * (widths[type] ?? 0);
  const place = bytes > INLINE ? view.getUint32(at + 8, isLittle) : at + 8;
  if (bytes === 0 || place + bytes > view.byteLength) return undefined;
  const values = new DataView(view.buffer, view.byteOffset + place, bytes);
  return { tag: view.getUint16(at, isLittle), type, count, values, isLittle };
}

/** The fields of a directory and the place of the next one; nothing where it is cut off. */
function readDirectory(block: Block, at: number): { fields: readonly Field[]; next: number } {
  const { view, isLittle } = block;
  const none = { fields: [], next: 0 };
  if (at < 8 || at + NUMBER > view.byteLength) return none;
  const count = view.getUint16(at, isLittle);
  const end = at + NUMBER + FIELD * count;
  if (count > MOST_FIELDS || end > view.byteLength) return none;
  const fields = Array.from({ length: count }, (_, index) =>
    readField(block, at + NUMBER + FIELD * index),
  ).filter((field) => field !== undefined);
  return { fields, next: end + 4 <= view.byteLength ? view.getUint32(end, isLittle) : 0 };
}

/** The directory that the first field of this tag leads to. */
function behind(block: Block, tag: number, fields: readonly Field[]): readonly Field[] {
  const pointer = fields.find((field) => field.tag === tag && field.values.byteLength === 4);
  if (!pointer) return [];
  return readDirectory(block, pointer.values.getUint32(0, block.isLittle)).fields;
}

/**
 * The fields of a TIFF structure: of the image, the photo, the place, interoperability and the thumbnail. At most these
 * five directories are read, whatever they say of each other; fields that lie are left out. Never throws.
 */
export function fieldsOf(tiff: Uint8Array): readonly Told[] {
  if (tiff.length < 8) return [];
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const block = { view, isLittle: view.getUint16(0) === 0x4949 };
  const { fields: image, next } = readDirectory(block, view.getUint32(4, block.isLittle));
  const photo = behind(block, EXIF_POINTER, image);
  const groups: readonly (readonly [Group, readonly Field[]])[] = [
    ['image', image],
    ['photo', photo],
    ['gps', behind(block, GPS_POINTER, image)],
    ['interoperability', behind(block, INTEROPERABILITY_POINTER, photo)],
    ['image', readDirectory(block, next).fields],
  ];
  return groups.flatMap(([group, fields]) => fields.map((field): Told => [group, field]));
}
