import type { Frame, Picture } from '../operation.ts';
import { sharp, type Sharp } from './sharp.ts';

/** sharp over the pixels of a picture: its frames one below the other, as libvips keeps an animation. */
export function fromFrames(frames: Picture['frames']): Sharp {
  const [first] = frames;
  if (!first) throw new Error('A picture has at least one frame.');
  const { width, height, channels } = first;
  const data = frames.length === 1 ? first.data : Buffer.concat(frames.map((frame) => frame.data));
  const page = frames.length === 1 ? {} : { pageHeight: height };
  return sharp(data, {
    raw: { width, height: height * frames.length, channels, ...page },
    limitInputPixels: false, // the plan has held every size against its limit
  });
}

/** Runs a pipeline to 8-bit pixels; an animation comes as one tall frame. */
export async function toFrame(pipeline: Sharp): Promise<Frame> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new Error(`${channels} channels are no colour.`);
  return { width, height, channels, data };
}
