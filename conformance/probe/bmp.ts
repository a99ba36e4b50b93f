import type { Picture } from './picture.ts';

/** Source: Microsoft Learn, Bitmap Storage, and the BITMAPCOREHEADER, BITMAPINFOHEADER and BITMAPV4HEADER structures. */
export function readBmp(bytes: Buffer): Picture {
  const header = bytes.readUInt32LE(14);
  const core = header === 12;
  const alphaMask = header >= 56 ? bytes.readUInt32LE(66) : 0;
  return {
    format: 'bmp',
    width: core ? bytes.readUInt16LE(18) : bytes.readInt32LE(18),
    height: core ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22)),
    alpha: alphaMask !== 0,
    frames: 1,
    metadata: [],
  };
}
