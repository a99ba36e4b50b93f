import { readdir, readFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { corpus } from '../../spec/corpus.ts';
import { type Face, familiesFrom } from './face.ts';
import { type FontFace, readFont } from './font-file.ts';

/** Endings of what pango draws, and of what only looks as if it did. */
const endings = ['.ttf', '.otf', '.ttc'];
const packed = ['.woff', '.woff2'];

const names = Object.keys(corpus.fonts.fonts);

/** A file of the folder: its path, its name without the ending, and the faces in it. */
interface FontFile {
  readonly path: string;
  readonly stem: string;
  readonly faces: readonly FontFace[];
}

const failed = (why: string) => new Error(`--font-dir: ${why}`);

async function readOne(path: string): Promise<FontFile> {
  const stem = parse(path).name.toLowerCase();
  const bytes = await readFile(path);
  try {
    return { path, stem, faces: readFont(bytes) };
  } catch {
    throw failed(`${path} is no TrueType or OpenType font`);
  }
}

async function readAll(folder: string): Promise<FontFile[]> {
  const found = await readdir(folder).catch((error: unknown) => {
    throw failed(error instanceof Error ? error.message : String(error));
  });
  const files: FontFile[] = [];
  for (const name of found.sort()) {
    const { ext, name: stem } = parse(name.toLowerCase());
    if (packed.includes(ext) && names.includes(stem))
      throw failed(`${name} is packed for the web: ${endings.join(', ')} can be drawn with`);
    if (endings.includes(ext)) files.push(await readOne(join(folder, name)));
  }
  return files;
}

/** Which file of which family this process draws with: pango knows fonts by their family alone. */
const drawnFrom = new Map<string, string>();

function claim(family: string, path: string): void {
  const other = drawnFrom.get(family) ?? path;
  if (other !== path) throw failed(`this process draws ${family} with ${other} already`);
  drawnFrom.set(family, path);
}

/** The face of a font among files: in the file of its OSS name, or where a family name says so. */
function faceFor(font: string, files: readonly FontFile[]): Face | undefined {
  const known = corpus.fonts.fonts[font]?.families ?? [];
  const isKnown = ({ families }: FontFace) => families.some((family) => known.includes(family));
  const file =
    files.find(({ stem }) => stem === font) ?? files.find(({ faces }) => faces.some(isKnown));
  const face = file?.faces.find(isKnown) ?? file?.faces[0];
  const [family] = face?.families ?? [];
  if (!file || !face || family === undefined) return undefined;
  claim(family, file.path);
  const { ascent, descent } = face;
  return { families: familiesFrom(family), file: file.path, ascent, descent };
}

/**
 * The fonts of OSS that a folder has, by their OSS names: `wqy-zenhei.ttc`, or any file that calls itself WenQuanYi Zen
 * Hei. Folders in it are not looked into. Throws an Error of one line for a folder that is not there or has none of them,
 * and for a file that is no font.
 */
export async function readFontFolder(folder: string): Promise<ReadonlyMap<string, Face>> {
  const files = await readAll(resolve(folder));
  const faces = names.flatMap((font): [string, Face][] => {
    const face = faceFor(font, files);
    return face ? [[font, face]] : [];
  });
  if (faces.length === 0)
    throw failed(`${folder} has none of ${names.map((name) => `${name}.ttf`).join(', ')}`);
  return new Map(faces);
}
