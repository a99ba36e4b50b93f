import { type Picture, PictureError } from './picture.ts';

interface Box {
  readonly type: string;
  /** What is inside, without the header. */
  readonly data: Buffer;
}

/** The boxes of a file or of a container. Throws PictureError for one that reaches over the end. */
function readBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const stated = bytes.readUInt32BE(at);
    const head = stated === 1 ? 16 : 8;
    // 0: up to the end. 1: the length follows in eight bytes.
    const rest = bytes.length - at;
    const wide = () => Number(bytes.readBigUInt64BE(at + 8));
    const end = at + (stated === 0 ? rest : stated === 1 ? wide() : stated);
    if (end > bytes.length || end < at + head)
      throw new PictureError(`the box ${type} reaches over the end`);
    boxes.push({ type, data: bytes.subarray(at + head, end) });
    at = end;
  }
  return boxes;
}

function find(boxes: readonly Box[], type: string): Buffer {
  const found = boxes.find((box) => box.type === type);
  if (!found) throw new PictureError(`there is no box ${type}`);
  return found.data;
}
/** Boxes with a version and flags begin with four bytes more. */
const version = (data: Buffer) => data.readUInt8(0);

/** The number of the item that is the picture. */
const primaryItem = (data: Buffer) =>
  version(data) === 0 ? data.readUInt16BE(4) : data.readUInt32BE(4);

/** Which properties belong to an item, as places in the container of properties from 0, in their order. */
function propertiesOf(data: Buffer, item: number): number[] {
  const wide = (data.readUInt8(3) & 1) === 1;
  const count = data.readUInt32BE(4);
  let at = 8;
  for (let i = 0; i < count; i++) {
    const id = version(data) < 1 ? data.readUInt16BE(at) : data.readUInt32BE(at);
    at += version(data) < 1 ? 2 : 4;
    const places = Array.from({ length: data.readUInt8(at) }, (_, index) =>
      wide
        ? (data.readUInt16BE(at + 1 + 2 * index) & 0x7fff) - 1
        : (data.readUInt8(at + 1 + index) & 0x7f) - 1,
    );
    if (id === item) return places;
    at += 1 + places.length * (wide ? 2 : 1);
  }
  return [];
}

/** The size after what the properties of an item do to it, in their order: cut and turn. */
function shownSize(properties: readonly Box[]): { width: number; height: number } {
  let [width, height] = [0, 0];
  for (const { type, data } of properties) {
    if (type === 'ispe') [width, height] = [data.readUInt32BE(4), data.readUInt32BE(8)];
    if (type === 'clap')
      [width, height] = [
        Math.round(data.readUInt32BE(0) / data.readUInt32BE(4)),
        Math.round(data.readUInt32BE(8) / data.readUInt32BE(12)),
      ];
    if (type === 'irot' && (data.readUInt8(0) & 1) === 1) [width, height] = [height, width];
  }
  if (width === 0 || height === 0) throw new PictureError('width or height is missing');
  return { width, height };
}

const alphaNames = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', 'urn:mpeg:hevc:2015:auxid:1'];

/** Source: ISO/IEC 14496-12, base media file format, and ISO/IEC 23008-12, image file format; AV1 Image File Format 1.1. */
export function readHeif(bytes: Buffer): Picture {
  const boxes = readBoxes(bytes);
  const brands = find(boxes, 'ftyp').toString('latin1');
  const meta = readBoxes(find(boxes, 'meta').subarray(4));
  find(boxes, 'mdat');
  const items = readBoxes(find(meta, 'iprp'));
  const properties = readBoxes(find(items, 'ipco'));
  const own = propertiesOf(find(items, 'ipma'), primaryItem(find(meta, 'pitm'))).flatMap(
    (place) => properties[place] ?? [],
  );
  const auxiliary = properties.filter(({ type }) => type === 'auxC');
  const hasProfile = own.some(
    ({ type, data }) => type === 'colr' && ['prof', 'rICC'].includes(data.toString('latin1', 0, 4)),
  );
  const hasExif = find(meta, 'iinf').includes('Exif');
  return {
    format: /avi[fs]/.test(brands) ? 'avif' : 'heic',
    ...shownSize(own),
    alpha: auxiliary.some(({ data }) => alphaNames.some((name) => data.includes(name))),
    frames: 1,
    metadata: [...(hasExif ? ['Exif'] : []), ...(hasProfile ? ['ICC'] : [])],
  };
}
