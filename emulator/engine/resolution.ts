import type { Resolution } from '../operation.ts';
import type { Segment } from './jpeg-segments.ts';

const APP0 = 0xe0;
const units = ['none', 'inch', 'centimetre'] as const;

/** The density that the JFIF header of a JPEG states (JFIF 1.02: identifier, version, unit, two 16-bit numbers). */
export function jpegResolution(header: Iterable<Segment>): Resolution | undefined {
  for (const { marker, body } of header) {
    const isJfif =
      marker === APP0 && Buffer.from(body.subarray(0, 5)).toString('latin1') === 'JFIF\0';
    if (!isJfif || body.length < 12) continue;
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    const unit = units[view.getUint8(7)];
    return unit && { unit, x: `${view.getUint16(8)}/1`, y: `${view.getUint16(10)}/1` };
  }
  return undefined;
}
