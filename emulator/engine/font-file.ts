/** What a font file says of one face in it. */
export interface FontFace {
  /** What it calls itself, in every language that it has a name in. */
  readonly families: readonly string[];
  /** Height and depth of a line above and below its baseline, in ems. */
  readonly ascent: number;
  readonly descent: number;
}

/** The first four bytes: TrueType, OpenType with CFF outlines, TrueType as Apple has it. */
const flavours = new Set([0x00010000, 0x4f54544f, 0x74727565]);
const COLLECTION = 0x74746366; // ttcf
/** Family, and the family of faces that are told apart by more than bold and italic. */
const familyNames = new Set([1, 16]);

/** Where the tables of a face begin (OpenType 1.9, "Organization of an OpenType font"). */
function tablesOf(file: DataView, at: number): ReadonlyMap<string, number> {
  if (!flavours.has(file.getUint32(at))) throw new RangeError('no font begins here');
  const rows = Array.from({ length: file.getUint16(at + 4) }, (_, row) => at + 12 + 16 * row);
  return new Map(
    rows.map((row) => {
      const tag = [0, 1, 2, 3].map((i) => String.fromCharCode(file.getUint8(row + i))).join('');
      return [tag, file.getUint32(row + 8)];
    }),
  );
}

function table(tables: ReadonlyMap<string, number>, tag: string): number {
  const at = tables.get(tag);
  if (at === undefined) throw new RangeError(`no table ${tag}`);
  return at;
}

/** The names for Windows and Unicode, which are UTF-16. */
function familiesAt(file: DataView, at: number): string[] {
  const texts = at + file.getUint16(at + 4);
  const rows = Array.from({ length: file.getUint16(at + 2) }, (_, row) => at + 6 + 12 * row);
  const families = rows
    .filter((row) => file.getUint16(row) !== 1 && familyNames.has(file.getUint16(row + 6)))
    .map((row) => {
      const begin = texts + file.getUint16(row + 10);
      const codes = Array.from({ length: file.getUint16(row + 8) / 2 }, (_, i) => begin + 2 * i);
      return String.fromCharCode(...codes.map((code) => file.getUint16(code)));
    });
  return [...new Set(families)];
}

function faceAt(file: DataView, at: number): FontFace {
  const tables = tablesOf(file, at);
  const [head, lines] = [table(tables, 'head'), table(tables, 'hhea')];
  const em = file.getUint16(head + 18);
  return {
    families: familiesAt(file, table(tables, 'name')),
    ascent: file.getInt16(lines + 4) / em,
    descent: -file.getInt16(lines + 6) / em,
  };
}

/**
 * The faces of a TrueType or OpenType font or collection. Throws a RangeError where the bytes are none: pango would draw an
 * empty box for every sign and not say why.
 */
export function readFont(bytes: Uint8Array): readonly FontFace[] {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.getUint32(0) !== COLLECTION) return [faceAt(file, 0)];
  const count = file.getUint32(8);
  if (count > 64) throw new RangeError('no collection has so many fonts');
  return Array.from({ length: count }, (_, index) => faceAt(file, file.getUint32(12 + 4 * index)));
}
