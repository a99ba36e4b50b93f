import type { Resolution } from '../operation.ts';
import type { Segment } from './jpeg-segments.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;

const jfifUnits = ['none', 'inch', 'centimetre'] as const;
// EXIF 2.32, tag ResolutionUnit: 2 is the inch and also what is meant where the tag is missing.
const exifUnits: Readonly<Record<number, Resolution['unit']>> = {
  1: 'none',
  2: 'inch',
  3: 'centimetre',
};
const X_RESOLUTION = 0x011a;
const Y_RESOLUTION = 0x011b;
const RESOLUTION_UNIT = 0x0128;

const startsWith = (body: Uint8Array, text: string): boolean =>
  Buffer.from(body.subarray(0, text.length)).toString('latin1') === text;
const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** JFIF 1.02: identifier, version, unit, then the densities as 16-bit numbers. */
function jfif(body: Uint8Array): Resolution | undefined {
  const unit = jfifUnits[body[7] ?? -1];
  if (unit === undefined || body.length < 12) return undefined;
  const view = viewOf(body);
  return { unit, x: `${view.getUint16(8)}/1`, y: `${view.getUint16(10)}/1` };
}

/** Throws a RangeError where an offset leads out of the block. */
function firstDirectory(tiff: DataView): Resolution | undefined {
  const little = tiff.getUint16(0) === 0x4949;
  const short = (at: number): number => tiff.getUint16(at, little);
  const long = (at: number): number => tiff.getUint32(at, little);
  const directory = long(4);
  const entries = new Map<number, number>();
  for (let index = 0; index < short(directory); index += 1) {
    const at = directory + 2 + 12 * index;
    entries.set(short(at), at + 8);
  }
  const rational = (tag: number): string | undefined => {
    const at = entries.get(tag);
    return at === undefined ? undefined : `${long(long(at))}/${long(long(at) + 4)}`;
  };
  const x = rational(X_RESOLUTION);
  const y = rational(Y_RESOLUTION);
  if (x === undefined || y === undefined) return undefined;
  const unit = entries.get(RESOLUTION_UNIT);
  return { unit: exifUnits[unit === undefined ? 2 : short(unit)] ?? 'inch', x, y };
}

function exif(body: Uint8Array): Resolution | undefined {
  try {
    return firstDirectory(viewOf(body.subarray(6)));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // a broken block of metadata breaks no picture
    throw error;
  }
}

/** The resolution that a JPEG header states: EXIF's own, else JFIF's. */
export function jpegResolution(header: Iterable<Segment>): Resolution | undefined {
  let found: Resolution | undefined;
  for (const { marker, body } of header) {
    if (marker === APP0 && startsWith(body, 'JFIF\0')) found ??= jfif(body);
    if (marker === APP1 && startsWith(body, 'Exif\0\0')) return exif(body) ?? found;
  }
  return found;
}
