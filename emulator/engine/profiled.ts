import type { Frame } from '../operation.ts';

/** Types of fields. */
const [short, long, bytes] = [3, 4, 7];
const RGB = 2;
/** Alpha that is not multiplied into the colours. */
const UNASSOCIATED = 2;

/**
 * An uncompressed TIFF of a frame with an ICC profile: the one way to tell sharp what the numbers of raw pixels mean.
 * Little-endian, one strip. Source: Adobe, TIFF Revision 6.0, 1992; ICC.1:2022, annex B.5.
 */
export function profiled({ width, height, channels, data }: Frame, icc: Uint8Array): Buffer {
  const count = channels === 4 ? 10 : 9;
  const depths = 8 + 2 + 12 * count + 4;
  const profile = depths + 2 * channels;
  const strip = profile + icc.length + (icc.length % 2);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, channels, depths],
    [262, short, 1, RGB],
    [273, long, 1, strip],
    [277, short, 1, channels],
    [278, long, 1, height],
    [279, long, 1, data.length],
    ...(channels === 4 ? [[338, short, 1, UNASSOCIATED] as const] : []),
    [34675, bytes, icc.length, profile],
  ];
  const head = Buffer.alloc(strip);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(count, 8);
  entries.forEach(([tag, type, values, value], index) => {
    const at = 10 + 12 * index;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(values, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  for (let channel = 0; channel < channels; channel += 1)
    head.writeUInt16LE(8, depths + 2 * channel);
  head.set(icc, profile);
  return Buffer.concat([head, data]);
}
