import { refuse } from '../errors.ts';
import type { Format, SourceInfo } from '../operation.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { segments } from './jpeg-segments.ts';
import { jpegResolution } from './resolution.ts';
import { sharp } from './sharp.ts';
import { formatOf } from './signature.ts';

/** Refuses a source that begins as a picture of this format and does not go on as one. */
export function refuseDamaged(format: Format): never {
  return refuse(format === 'webp' ? 'bad-webp' : 'damaged-source');
}

function jpegFacts(bytes: Uint8Array): Pick<SourceInfo, 'quality' | 'resolution'> {
  const header = [...segments(bytes)];
  const quality = jpegQuality(header);
  const resolution = jpegResolution(header);
  return { ...(quality && { quality }), ...(resolution && { resolution }) };
}

/**
 * What the header of an object says. No pixel is decoded, so a header may claim any size: limits are held against the answer.
 * Refuses `unsupported-source` for what is no picture that can be decoded, `damaged-source` or `bad-webp` for a broken header.
 */
export async function probe(bytes: Uint8Array): Promise<SourceInfo> {
  const format = formatOf(bytes) ?? refuse('unsupported-source');
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
