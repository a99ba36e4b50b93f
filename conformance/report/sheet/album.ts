import { createHash } from 'node:crypto';
import { writePng } from '../../../fixtures/png.ts';
import type { Pixels as Drawn } from '../../../fixtures/pixels.ts';
import { decodePixels } from '../../pixels.ts';
import { probe } from '../../probe/probe.ts';
import type { Picture } from '../../probe/picture.ts';

const ofBrowsers: readonly string[] = ['jpg', 'png', 'gif', 'webp', 'bmp', 'avif'];
/** Whether browsers show a picture as it is stored; others are shown as PNG. They turn what has an EXIF orientation. */
const isShown = ({ format, orientation = 1 }: Picture): boolean =>
  ofBrowsers.includes(format) && orientation === 1;

/** A picture of the page: where its file lies, and what its own header says. */
export interface Print {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** `png 100x67, 10,926 bytes`. */
  readonly caption: string;
}

/** The pictures of a page by their place beside it; equal ones are kept once. */
export interface Album {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** A picture in any format; undefined for bytes that are none, or that nothing here decodes. */
  readonly add: (bytes: Uint8Array) => Promise<Print | undefined>;
  /** A drawing of ours. */
  readonly draw: (drawn: Drawn, caption: string) => Print;
}

function readHeader(bytes: Uint8Array): Picture | undefined {
  try {
    return probe(bytes);
  } catch {
    return undefined;
  }
}

async function toPng(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const { data, ...size } = await decodePixels(bytes);
    return writePng({ ...size, channels: 4, data: Uint8Array.from(data) });
  } catch {
    return undefined;
  }
}

function captionOf({ format, width, height, frames, alpha }: Picture, bytes: Uint8Array): string {
  const words = [
    `${format} ${width}x${height}`,
    ...(frames > 1 ? [`${frames} frames`] : []),
    ...(alpha ? ['alpha'] : []),
    `${bytes.length.toLocaleString('en-US')} bytes`,
  ];
  return words.join(', ');
}

export function createAlbum(): Album {
  const files = new Map<string, Uint8Array>();
  const keep = (bytes: Uint8Array, ending: string): string => {
    const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const file = `pictures/${name}.${ending}`;
    files.set(file, bytes);
    return file;
  };
  return {
    files,
    async add(bytes) {
      const picture = readHeader(bytes);
      if (!picture) return undefined;
      const { format, width, height } = picture;
      const converted = isShown(picture) ? bytes : await toPng(bytes);
      if (!converted) return undefined;
      const file = keep(converted, converted === bytes ? format : 'png');
      return { file, width, height, caption: captionOf(picture, bytes) };
    },
    draw(drawn, caption) {
      const file = keep(writePng(drawn), 'png');
      return { file, width: drawn.width, height: drawn.height, caption };
    },
  };
}
