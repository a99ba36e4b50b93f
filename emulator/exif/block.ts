import { segments } from '../engine/jpeg-segments.ts';
import type { Format } from '../operation.ts';
import { exifItem } from './heif.ts';

const APP1 = 0xe1;
/** `EXIF`. */
const EXIF_CHUNK = 0x45584946;
/** What stands before the TIFF structure in a JPEG, and in many a WebP. */
const prefix = Buffer.from('Exif\0\0', 'latin1');

const startsWith = (bytes: Uint8Array, start: Uint8Array) =>
  Buffer.compare(bytes.subarray(0, start.length), start) === 0;
const withoutPrefix = (bytes: Uint8Array) =>
  startsWith(bytes, prefix) ? bytes.subarray(prefix.length) : bytes;

function inJpeg(bytes: Uint8Array): Uint8Array | undefined {
  for (const { marker, body } of segments(bytes))
    if (marker === APP1 && startsWith(body, prefix)) return body.subarray(prefix.length);
  return undefined;
}

/** RFC 9649, section 2.3: chunks of a name, a length and that many bytes, at even places. */
function inWebp(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4);
    if (file.readUInt32BE(at) === EXIF_CHUNK)
      return withoutPrefix(file.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/**
 * The TIFF structure in which a picture carries its EXIF; undefined where it has none. A TIFF file is one itself; the EXIF
 * of a PNG is not read (Query image information, 2024), and GIF and BMP have none.
 */
export function exifBlock(bytes: Uint8Array, format: Format): Uint8Array | undefined {
  switch (format) {
    case 'jpg':
      return inJpeg(bytes);
    case 'webp':
      return inWebp(bytes);
    case 'tiff':
      return bytes;
    case 'heic':
    case 'avif':
      return exifItem(bytes);
    case 'png':
    case 'gif':
    case 'bmp':
      return undefined;
  }
}
