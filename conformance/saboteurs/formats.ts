import type { Saboteur } from '../target.ts';
import { rewriteBytes } from './pictures.ts';

/** Changes a copy in place. */
const altered = (body: Buffer, change: (copy: Buffer) => void): Buffer => {
  const copy = Buffer.from(body);
  change(copy);
  return copy;
};

/** Where every graphic control extension of a GIF holds its time, in hundredths of a second. */
function timesIn(body: Buffer): number[] {
  const mark = Buffer.of(0x21, 0xf9, 4);
  const places: number[] = [];
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) places.push(at + 4);
  return places;
}

/** The chunks of a WebP, each with its header and padding. */
function chunksOf(body: Buffer): { readonly type: string; readonly bytes: Buffer }[] {
  const chunks: { type: string; bytes: Buffer }[] = [];
  for (let at = 12; at < body.length;) {
    const length = body.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    chunks.push({ type: body.toString('latin1', at, at + 4), bytes: body.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** A WebP whose frames are others, or in another order. */
function reframed(body: Buffer, change: (frames: Buffer[]) => Buffer[]): Buffer {
  const chunks = chunksOf(body);
  const isFrame = ({ type }: { readonly type: string }) => type === 'ANMF';
  const frames = change(chunks.filter(isFrame).map(({ bytes }) => bytes));
  const others = chunks.filter((chunk) => !isFrame(chunk)).map(({ bytes }) => bytes);
  const whole = Buffer.concat([body.subarray(0, 12), ...others, ...frames]);
  return altered(whole, (copy) => copy.writeUInt32LE(copy.length - 8, 4));
}

/** Endpoints whose BMPs and animations are not what they say. */
export const formatSaboteurs: readonly Saboteur[] = [
  rewriteBytes(
    'a BMP is upside down',
    'image/bmp',
    { 'format/targets[grid-200x100.png,bmp]': 'pixels' },
    (body) => altered(body, (copy) => copy.writeInt32LE(-copy.readInt32LE(22), 22)),
  ),
  rewriteBytes(
    'a BMP has no mask for its alpha',
    'image/bmp',
    { 'format/transparent-stays[bmp]': 'alpha' },
    (body) => altered(body, (copy) => copy.writeUInt32LE(0, 66)),
  ),
  rewriteBytes(
    'short times become a tenth of a second',
    'image/gif',
    { 'animation/times-are-kept[odd-delays.gif,resize,w_30]': 'delays' },
    (body) =>
      altered(body, (copy) => {
        for (const at of timesIn(copy)) if (copy.readUInt16LE(at) < 2) copy.writeUInt16LE(10, at);
      }),
  ),
  rewriteBytes(
    'every animation plays for ever',
    'image/gif',
    { 'animation/every-frame-is-reduced[animated.gif]': 'loop' },
    (body) =>
      altered(body, (copy) =>
        copy.writeUInt16LE(0, copy.indexOf('NETSCAPE2.0') + 'NETSCAPE2.0'.length + 2),
      ),
  ),
  rewriteBytes(
    'equal frames of a WebP are joined',
    'image/webp',
    { 'animation/equal-neighbours-stay-apart[equal-frames.webp,resize,w_30]': 'frames' },
    (body) => reframed(body, (frames) => frames.filter((_, at) => at % 2 === 0)),
  ),
  rewriteBytes(
    'the frames of a WebP come in another order',
    'image/webp',
    { 'animation/every-frame-is-reduced[animated.webp]': 'frame-colours' },
    (body) =>
      reframed(body, ([first, second, ...rest]) =>
        [second, first, ...rest].filter((f) => f !== undefined),
      ),
  ),
];
