import { randomUUID } from 'node:crypto';
import type { Pixels as Drawn } from '../../fixtures/pixels.ts';
import { writePng } from '../../fixtures/png.ts';
import { decodePixels, type Pixels } from '../pixels.ts';
import { probe } from '../probe/probe.ts';
import type { Response, Saboteur } from '../target.ts';

const typeOf = ({ headers }: Response): string => headers.get('content-type') ?? '';

/** RGB where nothing is transparent, as an honest PNG would have it. */
function draw({ width, height, data }: Pixels, alpha: boolean): Drawn {
  const all = Uint8Array.from(data);
  return alpha
    ? { width, height, channels: 4, data: all }
    : { width, height, channels: 3, data: all.filter((_, at) => at % 4 !== 3) };
}

/** A lie about the pixels of every PNG answer. */
export function repaint(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (pixels: Pixels) => Pixels,
): Saboteur {
  const tell = async (response: Response): Promise<Response> => {
    if (response.status !== 200 || typeOf(response) !== 'image/png') return response;
    const pixels = change(await decodePixels(response.body));
    const body = writePng(draw(pixels, probe(response.body).alpha));
    return { ...response, body };
  };
  return { lie, caughtBy, tell };
}

/** The sample of each place comes from another place. */
const move = (pixels: Pixels, from: (at: number) => number): Pixels => ({
  ...pixels,
  data: pixels.data.map((_, at) => pixels.data[from(at)] ?? 0),
});

/** A lie about the bytes of every answer of one type. */
export function rewriteBytes(
  lie: string,
  type: string,
  caughtBy: Saboteur['caughtBy'],
  change: (body: Buffer) => Uint8Array,
): Saboteur {
  const tell = (response: Response): Response =>
    response.status === 200 && typeOf(response) === type
      ? { ...response, body: change(Buffer.from(response.body)) }
      : response;
  return { lie, caughtBy, tell };
}

/** A segment of a JPEG: marker, and length with its own two bytes. */
const segment = (marker: number, data: string): Buffer =>
  Buffer.concat([Buffer.of(0xff, marker, 0, data.length + 2), Buffer.from(data, 'latin1')]);

/** Endpoints whose pictures are not what they say. */
export const pictureSaboteurs: readonly Saboteur[] = [
  repaint(
    'red and blue are swapped',
    { 'resize/lfit-fits-inside[grid-200x100.png]': 'pixels' },
    (pixels) => move(pixels, (at) => [at + 2, at, at - 2, at][at % 4] ?? at),
  ),
  repaint(
    'the picture is shifted by a pixel',
    { 'resize/pad-puts-the-odd-row-below': 'colours', 'resize/fill-keeps-the-middle': 'colours' },
    (pixels) => move(pixels, (at) => at - 4 * (pixels.width + 1)),
  ),
  repaint(
    'the picture is a little brighter',
    { 'crop/rectangle[w_100,h_50]': 'pixels' },
    (pixels) => ({ ...pixels, data: pixels.data.map((level) => Math.min(255, level + 3)) }),
  ),
  repaint(
    'what is transparent is black',
    { 'rotate/corners-are-transparent[grid-100x100.png]': 'colours' },
    (pixels) => ({ ...pixels, data: pixels.data.map((level, at) => (at % 4 === 3 ? 255 : level)) }),
  ),
  rewriteBytes(
    'the JFIF header is dropped',
    'image/jpeg',
    { 'format/jpg-header[grid-200x100.png,format,jpg]': 'jfif' },
    (body) => Buffer.concat([body.subarray(0, 2), body.subarray(4 + body.readUInt16BE(4))]),
  ),
  rewriteBytes(
    'metadata is kept',
    'image/jpeg',
    { 'chains/metadata-is-dropped[exif-1.jpg]': 'metadata' },
    (body) =>
      Buffer.concat([
        body.subarray(0, 2),
        segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0'),
        body.subarray(2),
      ]),
  ),
  rewriteBytes(
    'no answer is like the one before',
    'image/jpeg',
    { 'chains/deterministic': 'identical' },
    (body) => Buffer.concat([body, Buffer.from(randomUUID())]),
  ),
  rewriteBytes(
    'the end of the picture is missing',
    'image/png',
    { 'rotate/whole-turns[360]': 'size' },
    (body) => body.subarray(0, body.length - 12),
  ),
];
