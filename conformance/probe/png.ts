import { crc32 } from 'node:zlib';
import { type Picture, PictureError } from './picture.ts';
import { readOrientation } from './tiff.ts';

const metadata = new Set(['eXIf', 'iCCP', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Every chunk up to IEND. Throws PictureError for a wrong CRC or a missing IEND. */
function readChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length)))
      throw new PictureError(`the CRC of a ${type} chunk is wrong`);
    chunks.push({ type, data });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
  throw new PictureError('there is no IEND chunk');
}

/** Source: W3C, Portable Network Graphics (PNG) Specification, third edition, 2025. */
export function readPng(bytes: Buffer): Picture {
  const chunks = readChunks(bytes);
  const header = chunks[0];
  if (header?.type !== 'IHDR') throw new PictureError('the first chunk is not IHDR');
  const types = chunks.map(({ type }) => type);
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const orientation = exif && readOrientation(exif.data);
  const colourType = header.data.readUInt8(9);
  return {
    format: 'png',
    width: header.data.readUInt32BE(0),
    height: header.data.readUInt32BE(4),
    alpha: colourType === 4 || colourType === 6 || types.includes('tRNS'),
    frames: 1,
    progressive: header.data.readUInt8(12) === 1,
    ...(orientation !== undefined && { orientation }),
    metadata: types.filter((type) => metadata.has(type)),
    chunks: chunks.map(({ type, data }) => ({ type, length: data.length })),
  };
}
