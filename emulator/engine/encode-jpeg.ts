import type { Encode } from '../operation.ts';
import type { Sharp } from './sharp.ts';

const START_OF_IMAGE = 2;

/**
 * JFIF 1.01, density 1×1 without a unit, no thumbnail: the 18 bytes by which a JPEG of sharp's is shorter than what the
 * SDKs' tests state.
 */
const jfif = Buffer.from('ffe000104a46494600010100000100010000', 'hex');

/**
 * Writes a baseline or progressive JPEG, 4:2:0 with IJG quantisation and, unless others are asked for, Huffman tables of its
 * own, of pixels without alpha.
 * So `rotate,90` makes of example.jpg, the sample of the service's documents, the 20,998 bytes of the live answer.
 */
export async function writeJpeg(
  pixels: Sharp,
  { quality, progressive, huffman }: Encode,
): Promise<Uint8Array> {
  const jpeg = await pixels
    .jpeg({
      ...(quality !== undefined && { quality }),
      progressive,
      chromaSubsampling: '4:2:0',
      optimiseCoding: huffman === undefined,
      mozjpeg: false,
    })
    .toBuffer();
  // sharp writes a JFIF header only together with all other metadata.
  return Buffer.concat([jpeg.subarray(0, START_OF_IMAGE), jfif, jpeg.subarray(START_OF_IMAGE)]);
}
