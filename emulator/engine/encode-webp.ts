import { played, type Writer } from './writer.ts';

/** Writes a lossy WebP; libwebp joins equal frames that follow each other and adds up their times. */
export const writeWebp: Writer = (pixels, { quality }, timing) =>
  pixels.webp({ ...(quality !== undefined && { quality }), ...played(timing) }).toBuffer();
