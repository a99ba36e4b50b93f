import { type Picture, PictureError } from './picture.ts';

interface Directory {
  /** First value of each tag that is a short or a long. */
  readonly tags: ReadonlyMap<number, number>;
  readonly next: number;
}
interface Block {
  readonly short: (at: number) => number;
  readonly long: (at: number) => number;
}

function openBlock(bytes: Buffer): Block {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  return { short, long };
}

function readDirectory({ short, long }: Block, at: number): Directory {
  const count = short(at);
  const tags = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i;
    const type = short(entry + 2);
    if (type === 3) tags.set(short(entry), short(entry + 8));
    if (type === 4) tags.set(short(entry), long(entry + 8));
  }
  return { tags, next: long(at + 2 + 12 * count) };
}

/** The orientation of a TIFF block, which is what EXIF is. Source: Exif 2.32, tag 0x0112. */
export function readOrientation(bytes: Buffer): number | undefined {
  const block = openBlock(bytes);
  return readDirectory(block, block.long(4)).tags.get(0x0112);
}

/** All values of a tag of shorts or longs, which stand behind the directory where they do not fit into it. */
function valuesOf({ short, long }: Block, directory: number, tag: number): number[] {
  for (let i = 0; i < short(directory); i++) {
    const entry = directory + 2 + 12 * i;
    if (short(entry) !== tag) continue;
    const [size, read] = short(entry + 2) === 3 ? [2, short] : [4, long];
    const count = long(entry + 4);
    const at = count * size <= 4 ? entry + 8 : long(entry + 8);
    return Array.from({ length: count }, (_, index) => read(at + index * size));
  }
  return [];
}

/** The end of the last strip or tile: tags StripOffsets and StripByteCounts, or TileOffsets and TileByteCounts. */
function endOfPixels(block: Block, directory: number): number {
  const [offsets, lengths] = [valuesOf(block, directory, 273), valuesOf(block, directory, 279)];
  const [tiles, bytes] = [valuesOf(block, directory, 324), valuesOf(block, directory, 325)];
  const ends = [...offsets, ...tiles].map((at, i) => at + ([...lengths, ...bytes][i] ?? 0));
  return Math.max(0, ...ends);
}

/** Source: Adobe, TIFF Revision 6.0, 1992. */
export function readTiff(bytes: Buffer): Picture {
  const block = openBlock(bytes);
  const directories: Directory[] = [];
  for (let at = block.long(4); at !== 0; at = directories.at(-1)?.next ?? 0) {
    if (directories.length > 10_000) throw new PictureError('the directories have no end');
    directories.push(readDirectory(block, at));
  }
  const [first] = directories;
  const [width, height] = [first?.tags.get(256), first?.tags.get(257)];
  if (width === undefined || height === undefined)
    throw new PictureError('width or height is missing');
  const end = endOfPixels(block, block.long(4));
  if (end > bytes.length) throw new PictureError(`it has ${bytes.length} of ${end} bytes`);
  const orientation = first?.tags.get(0x0112);
  return {
    format: 'tiff',
    width,
    height,
    alpha: [1, 2].includes(first?.tags.get(338) ?? 0),
    frames: directories.length,
    ...(orientation !== undefined && { orientation }),
    metadata: [],
  };
}
