import { readBmp } from './bmp.ts';
import { readGif } from './gif.ts';
import { readHeif } from './heif.ts';
import { readJpeg } from './jpeg.ts';
import { type Picture, PictureError } from './picture.ts';
import { readPng } from './png.ts';
import { readTiff } from './tiff.ts';
import { readWebp } from './webp.ts';

/** Readers by the first bytes of a file, as Latin-1. */
const readers: readonly (readonly [magic: RegExp, read: (bytes: Buffer) => Picture])[] = [
  [/^\xff\xd8\xff/, readJpeg],
  [/^\x89PNG\r\n\x1a\n/, readPng],
  [/^RIFF[^]{4}WEBP/, readWebp],
  [/^GIF8[79]a/, readGif],
  [/^BM/, readBmp],
  [/^(II\*\0|MM\0\*)/, readTiff],
  [/^[^]{4}ftyp/, readHeif],
];

/** What the header of a picture says. Throws PictureError for anything that is no sound picture of a known format. */
export function probe(body: Uint8Array): Picture {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const start = bytes.toString('latin1', 0, 16);
  const read = readers.find(([magic]) => magic.test(start))?.[1];
  if (!read) throw new PictureError(`no known picture begins with ${JSON.stringify(start)}`);
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new PictureError('the file ends before its header does');
    throw error;
  }
}
