import type { PictureFormat } from '../format/then.ts';
import { probe } from '../probe/probe.ts';
import type { Source } from './law.ts';

type Format = Source['format'];
const isKnown = (format: PictureFormat): format is Format =>
  ['jpg', 'png', 'webp', 'gif'].includes(format);

/** The source as its own header tells it. Undefined for a format that the oracle does not know; throws PictureError. */
export function sourceOf(bytes: Uint8Array): Source | undefined {
  const { format, width, height, frames, orientation = 1, quality } = probe(bytes);
  if (!isKnown(format)) return undefined;
  return { format, width, height, frames, orientation, ...(quality !== undefined && { quality }) };
}
