/** Pictures that the tests of the engine draw. */
import type { Encode, Frame, SourceInfo } from '../operation.ts';
import { fromFrames } from './frame.ts';
import { probe } from './probe.ts';

export type Colour = readonly [number, number, number] | readonly [number, number, number, number];

/** A frame whose pixels are what `colour` says; its first answer tells whether there is alpha. */
export function draw(
  width: number,
  height: number,
  colour: (x: number, y: number) => Colour,
): Frame {
  const channels = colour(0, 0).length;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(colour(x, y), (y * width + x) * channels);
  }
  return { width, height, channels, data };
}

export const solid = (width: number, height: number, colour: Colour): Frame =>
  draw(width, height, () => colour);

/** Every byte different from its neighbours, the same in every run. */
export function noise(width: number, height: number, channels: 3 | 4 = 3): Frame {
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 16) & 255;
  };
  return draw(width, height, () =>
    channels === 3 ? [next(), next(), next()] : [next(), next(), next(), next()],
  );
}

/** Soft shapes and fine detail in all three colours, as a photograph has them. */
export const photo = (width: number, height: number): Frame =>
  draw(width, height, (x, y) => [
    Math.round(128 + 80 * Math.sin(x / 17) + 40 * Math.sin(y / 5)),
    Math.round(128 + 90 * Math.cos((x + y) / 23)),
    (x * 7 + y * 13) % 61 < 30 ? 60 : 170,
  ]);

/** Bytes of a lossless PNG of the frame and what its header says. */
export async function asPng(frame: Frame): Promise<{ bytes: Uint8Array; info: SourceInfo }> {
  const bytes = await fromFrames([frame]).png().toBuffer();
  return { bytes, info: await probe(bytes) };
}

export const encoding = (
  format: Encode['format'],
  more: Partial<Omit<Encode, 'format'>> = {},
): Encode => ({ format, progressive: false, animated: false, ...more });

/** Colour of one pixel. */
export const at = ({ data, width, channels }: Frame, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

/** Largest difference between two frames of one shape. */
export function difference(a: Frame, b: Frame): number {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return Infinity;
  let largest = 0;
  a.data.forEach((value, index) => {
    largest = Math.max(largest, Math.abs(value - (b.data[index] ?? Infinity)));
  });
  return largest;
}
