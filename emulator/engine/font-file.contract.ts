/** Font files that have no more than readFont looks at. */

interface Made {
  /** Family names and the platform that each is for. */
  readonly families: readonly (readonly [name: string, platform: number])[];
  readonly em?: number;
  readonly ascent?: number;
  readonly descent?: number;
}

function nameTable(families: Made['families']): Buffer {
  const texts = families.map(([name]) => Buffer.from(name, 'utf16le').swap16());
  const head = Buffer.alloc(6 + 12 * families.length);
  head.writeUInt16BE(families.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [row, [, platform]] of families.entries()) {
    const length = texts[row]?.length ?? 0;
    [platform, 1, 0x409, 1, length, offset].forEach((value, column) => {
      head.writeUInt16BE(value, 6 + 12 * row + 2 * column);
    });
    offset += length;
  }
  return Buffer.concat([head, ...texts]);
}

/** The tables of one face behind their directory, which begins `at` bytes into the file. */
function face({ families, em = 1000, ascent = 900, descent = 100 }: Made, at: number): Buffer {
  const head = Buffer.alloc(54);
  head.writeUInt16BE(em, 18);
  const lines = Buffer.alloc(36);
  lines.writeInt16BE(ascent, 4);
  lines.writeInt16BE(-descent, 6);
  const tables = { head, hhea: lines, name: nameTable(families) };
  const directory = Buffer.alloc(12 + 16 * 3);
  directory.writeUInt32BE(0x00010000);
  directory.writeUInt16BE(3, 4);
  let offset = at + directory.length;
  for (const [row, [tag, bytes]] of Object.entries(tables).entries()) {
    directory.write(tag, 12 + 16 * row, 'latin1');
    directory.writeUInt32BE(offset, 12 + 16 * row + 8);
    offset += bytes.length;
  }
  return Buffer.concat([directory, ...Object.values(tables)]);
}

export const fontFile = (made: Made): Buffer => face(made, 0);

export function collection(...all: readonly Made[]): Buffer {
  const head = Buffer.alloc(12 + 4 * all.length);
  head.write('ttcf', 'latin1');
  head.writeUInt32BE(all.length, 8);
  const parts: Buffer[] = [head];
  for (const [index, made] of all.entries()) {
    const at = parts.reduce((sum, part) => sum + part.length, 0);
    head.writeUInt32BE(at, 12 + 4 * index);
    parts.push(face(made, at));
  }
  return Buffer.concat(parts);
}
