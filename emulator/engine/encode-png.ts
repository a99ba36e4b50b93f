import { deflateFiltered } from './deflate-png.ts';
import type { Sharp } from './sharp.ts';

/** Writes an 8-bit RGB or RGBA PNG without ancillary chunks, as the live service does. */
export async function writePng(pixels: Sharp): Promise<Uint8Array> {
  // libpng picks the filter of each row by the minimum sum of absolute differences; how it deflates is undone below.
  const png = await pixels
    .png({ compressionLevel: 0, adaptiveFiltering: true, palette: false })
    .toBuffer();
  return deflateFiltered(png);
}
