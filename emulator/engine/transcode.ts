import { OssError } from '../errors.ts';
import type { Body, Encode, Format, Plan } from '../operation.ts';
import { openStill } from './decode.ts';
import { write } from './encode.ts';
import { refuseDamaged } from './probe.ts';

/** Others would see what the decoder knows of the source beyond its pixels: a GIF would keep its palette. */
const plain: readonly Format[] = ['jpg', 'webp'];

/**
 * Whether one pipeline from the source's bytes to the result's gives the bytes that decoding and encoding give: a still
 * picture whose steps the decoder takes all. sharp lays alpha on white before it reduces, a chain does after.
 */
export function transcodes({ source, steps, joined }: Plan, encode: Encode): boolean {
  const still = source.frames === 1 || !encode.animated;
  const laid = source.alpha && encode.format === 'jpg';
  return still && !laid && joined === steps.length && plain.includes(encode.format);
}

/** Decodes and encodes in one pipeline: on small pictures a tenth faster than with pixels in between. */
export async function transcode(bytes: Uint8Array, plan: Plan, encode: Encode): Promise<Body> {
  try {
    return await write(await openStill(bytes, plan.source, plan.steps), encode);
  } catch (error) {
    if (error instanceof OssError) throw error;
    return refuseDamaged(plan.source.format);
  }
}
