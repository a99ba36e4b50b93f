import type { Writer } from './writer.ts';

/** Writes a lossy WebP. */
export const writeWebp: Writer = (pixels, { quality }) =>
  pixels.webp({ ...(quality !== undefined && { quality }) }).toBuffer();
