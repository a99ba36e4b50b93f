import { type Picture, PictureError } from './picture.ts';
import { readOrientation } from './tiff.ts';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Throws PictureError when the file is shorter than it says. */
function readChunks(bytes: Buffer): Chunk[] {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw new PictureError(`it has ${bytes.length} of ${end} bytes`);
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw new PictureError('a chunk reaches over the end');
    const type = bytes.toString('latin1', at, at + 4);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

type Canvas = Pick<Picture, 'width' | 'height' | 'alpha'>;

function readCanvas({ type, data }: Chunk): Canvas {
  if (type === 'VP8X')
    return {
      width: data.readUIntLE(4, 3) + 1,
      height: data.readUIntLE(7, 3) + 1,
      alpha: (data.readUInt8(0) & 0x10) !== 0,
    };
  if (type === 'VP8L') {
    if (data.readUInt8(0) !== 0x2f)
      throw new PictureError('VP8L does not begin with its signature');
    const bits = data.readUInt32LE(1);
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      alpha: ((bits >>> 28) & 1) === 1,
    };
  }
  if (type !== 'VP8 ') throw new PictureError(`the first chunk is ${type}`);
  if (data.readUIntBE(3, 3) !== 0x9d012a)
    throw new PictureError('VP8 does not begin with a key frame');
  return {
    width: data.readUInt16LE(6) & 0x3fff,
    height: data.readUInt16LE(8) & 0x3fff,
    alpha: false,
  };
}

/** Source: RFC 9649, WebP Image Format, 2024. */
export function readWebp(bytes: Buffer): Picture {
  const chunks = readChunks(bytes);
  const [first] = chunks;
  if (!first) throw new PictureError('there is no chunk');
  const of = (...types: string[]) => chunks.filter(({ type }) => types.includes(type));
  const frames = of('ANMF');
  const [exif] = of('EXIF');
  const orientation = exif && readOrientation(exif.data);
  const [animation] = of('ANIM');
  if (frames.length + of('VP8 ', 'VP8L').length === 0) throw new PictureError('there is no frame');
  return {
    format: 'webp',
    ...readCanvas(first),
    frames: Math.max(1, frames.length),
    ...(animation && {
      delays: frames.map(({ data }) => data.readUIntLE(12, 3)),
      loop: animation.data.readUInt16LE(4),
    }),
    ...(orientation !== undefined && { orientation }),
    metadata: of('EXIF', 'XMP ', 'ICCP').map(({ type }) => type.trim()),
  };
}
