import { estimateQuality } from './ijg.ts';
import { type Picture, PictureError } from './picture.ts';
import { readOrientation } from './tiff.ts';

interface Segment {
  readonly marker: number;
  readonly data: Buffer;
}

/** Every segment before the first scan. Throws PictureError when there is none, or no end of the image after it. */
function readSegments(bytes: Buffer): Segment[] {
  const segments: Segment[] = [];
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) throw new PictureError(`there is no marker at byte ${at}`);
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) break;
    const length = bytes.readUInt16BE(at + 2);
    segments.push({ marker, data: bytes.subarray(at + 4, at + 2 + length) });
    at += 2 + length;
  }
  if (bytes.lastIndexOf(Buffer.of(0xff, 0xd9)) < 0)
    throw new PictureError('the end of the image is missing');
  return segments;
}

/** Quantisation tables by their number, 64 steps in zigzag order. */
function readTables(segments: readonly Segment[]): Map<number, readonly number[]> {
  const tables = new Map<number, readonly number[]>();
  for (const { data } of segments.filter(({ marker }) => marker === 0xdb))
    for (let at = 0; at < data.length;) {
      const head = data.readUInt8(at);
      const wide = head >> 4 === 1;
      const start = at + 1;
      tables.set(
        head & 15,
        Array.from({ length: 64 }, (_, i) =>
          wide ? data.readUInt16BE(start + 2 * i) : data.readUInt8(start + i),
        ),
      );
      at = start + (wide ? 128 : 64);
    }
  return tables;
}

interface Component {
  readonly across: number;
  readonly down: number;
  readonly table: number;
}
const components = (frame: Buffer): Component[] =>
  Array.from({ length: frame.readUInt8(5) }, (_, i) => {
    const factors = frame.readUInt8(7 + 3 * i);
    return { across: factors >> 4, down: factors & 15, table: frame.readUInt8(8 + 3 * i) };
  });

/** J:a:b of the usual samplings; others as the factors of the first component. */
function samplingOf([luma, chroma]: readonly Component[]): string | undefined {
  if (!luma || !chroma) return undefined;
  const ratio = `${luma.across / chroma.across}x${luma.down / chroma.down}`;
  const names: Readonly<Record<string, string>> = {
    '1x1': '4:4:4',
    '1x2': '4:4:0',
    '2x1': '4:2:2',
    '2x2': '4:2:0',
    '4x1': '4:1:1',
  };
  return names[ratio] ?? ratio;
}

/** Start of frame: C0 to CF but for the tables DHT, JPG and DAC. */
const isFrame = ({ marker }: Segment) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** APP0 is JFIF and APP14 says how colours are coded; the others and comments are metadata. */
const isMetadata = ({ marker }: Segment) =>
  marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xee);

/** Source: ITU-T T.81, 1992, annex B, and ITU-T T.871, 2011 (JFIF). */
export function readJpeg(bytes: Buffer): Picture {
  const segments = readSegments(bytes);
  const frame = segments.find(isFrame);
  if (!frame) throw new PictureError('there is no frame header');
  const parts = components(frame.data);
  const tables = readTables(segments);
  const quality = estimateQuality(parts.map(({ table }) => tables.get(table) ?? []));
  const jfif = segments.find(
    ({ marker, data }) => marker === 0xe0 && data.toString('latin1', 0, 5) === 'JFIF\0',
  )?.data;
  const exif = segments.find(
    ({ marker, data }) => marker === 0xe1 && data.toString('latin1', 0, 6) === 'Exif\0\0',
  )?.data;
  const orientation = exif && readOrientation(exif.subarray(6));
  const sampling = samplingOf(parts);
  return {
    format: 'jpg',
    width: frame.data.readUInt16BE(3),
    height: frame.data.readUInt16BE(1),
    alpha: false,
    frames: 1,
    progressive: frame.marker === 0xc2,
    ...(quality !== undefined && { quality }),
    ...(sampling !== undefined && { sampling }),
    ...(jfif && {
      jfif: `${jfif.readUInt16BE(8)}x${jfif.readUInt16BE(10)}/${jfif.readUInt8(7)}`,
    }),
    ...(orientation !== undefined && { orientation }),
    metadata: segments
      .filter(isMetadata)
      .map(({ marker }) => (marker === 0xfe ? 'COM' : `APP${marker - 0xe0}`)),
  };
}
