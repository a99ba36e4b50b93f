import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Format, SourceInfo } from '../operation.ts';
import { readBmpHeader } from './bmp-header.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { segments } from './jpeg-segments.ts';
import { jpegResolution } from './resolution.ts';
import { sharp } from './sharp.ts';
import { formatOf } from './signature.ts';

const damages: Readonly<Partial<Record<Format, RefusalName>>> = {
  webp: 'bad-webp',
  heic: 'damaged-heic',
  avif: 'damaged-avif',
};

/** Refuses a source that begins as a picture of this format and does not go on as one. */
export function refuseDamaged(format: Format): never {
  return refuse(damages[format] ?? 'damaged-source');
}

/** sharp reads no BMP. */
function probeBmp(bytes: Uint8Array): SourceInfo {
  try {
    const { width, height, masks } = readBmpHeader(bytes);
    const alpha = masks !== undefined && masks.alpha !== 0;
    return { format: 'bmp', bytes: bytes.length, width, height, frames: 1, orientation: 1, alpha };
  } catch (error) {
    if (error instanceof RangeError) refuseDamaged('bmp');
    throw error;
  }
}

function jpegFacts(bytes: Uint8Array): Pick<SourceInfo, 'quality' | 'resolution'> {
  const header = [...segments(bytes)];
  const quality = jpegQuality(header);
  const resolution = jpegResolution(header);
  return { ...(quality && { quality }), ...(resolution && { resolution }) };
}

/**
 * What the header of an object says. No pixel is decoded, so a header may claim any size: limits are held against the answer.
 * Refuses `unsupported-source` for what is no picture that can be decoded, and what `refuseDamaged` refuses for a broken
 * header.
 */
export async function probe(bytes: Uint8Array): Promise<SourceInfo> {
  const format = formatOf(bytes) ?? refuse('unsupported-source');
  if (format === 'bmp') return probeBmp(bytes);
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => refuseDamaged(format));
  const { orientation = 1 } = header;
  return {
    format,
    bytes: bytes.length,
    width: header.width,
    height: header.height,
    // Pages of a TIFF are documents, not moments.
    frames: format === 'gif' || format === 'webp' ? (header.pages ?? 1) : 1,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    alpha: header.hasAlpha,
    ...(format === 'jpg' && jpegFacts(bytes)),
  };
}
