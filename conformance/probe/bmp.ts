import { type Picture, PictureError } from './picture.ts';

/** Source: Microsoft Learn, Bitmap Storage, and the BITMAPCOREHEADER, BITMAPINFOHEADER and BITMAPV4HEADER structures. */
export function readBmp(bytes: Buffer): Picture {
  const header = bytes.readUInt32LE(14);
  const core = header === 12;
  const width = core ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  const height = core ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22));
  const bits = bytes.readUInt16LE(core ? 24 : 28);
  const compression = core ? 0 : bytes.readUInt32LE(30);
  const isRunLength = compression === 1 || compression === 2;
  const end = bytes.readUInt32LE(10) + 4 * Math.ceil((width * bits) / 32) * height;
  if (!isRunLength && end > bytes.length)
    throw new PictureError(`it has ${bytes.length} of ${end} bytes`);
  // Masks count where the compression says that there are some.
  const alphaMask = header >= 56 && compression === 3 ? bytes.readUInt32LE(66) : 0;
  return {
    format: 'bmp',
    width,
    height,
    alpha: alphaMask !== 0,
    frames: 1,
    metadata: [],
  };
}
