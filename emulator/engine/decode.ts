import type { Frame, Picture, SourceInfo, Step } from '../operation.ts';
import { toFrame } from './frame.ts';
import { add, reduce } from './geometry.ts';
import { orient, turned } from './orient.ts';
import { refuseDamaged } from './probe.ts';
import { sharp, type Sharp } from './sharp.ts';

/** sharp over a source. Data that breaks off is an error; what a decoder only warns of (stray bytes) is not. */
function open(bytes: Uint8Array, info: SourceInfo, animated: boolean): Sharp {
  return sharp(bytes, {
    animated,
    failOn: 'error',
    // The header has passed the limits. Should the object have been replaced since, its pixels have not.
    limitInputPixels: info.width * info.height * (animated ? info.frames : 1),
  });
}

/** sharp over the still picture of a source with the steps that `joinedSteps` counted; it has not run yet. */
export function openStill(bytes: Uint8Array, info: SourceInfo, joined: readonly Step[]): Sharp {
  const pipeline = open(bytes, info, false);
  const [first, second] = joined;
  let rest = joined;
  if (first?.do === 'orient' && second?.do === 'scale') {
    // sharp reduces while it decodes only what it turns later. The two commute but for the rounding: one level at most on
    // a photograph.
    orient(reduce(pipeline, turned(second.size, first.exif)), first.exif);
    rest = joined.slice(2);
  }
  for (const step of rest) {
    if (step.do === 'paint') throw new Error(`The decoder cannot paint ${step.what}.`);
    add(pipeline, step);
  }
  return pipeline;
}

/** The frames that a tall frame shows one below the other; they share its memory. */
function split({ channels, data }: Frame, { width, height, frames }: SourceInfo): Frame[] {
  const bytes = width * height * channels;
  if (data.length !== bytes * frames) throw new Error('The source is not the one that was probed.');
  return Array.from({ length: frames }, (_, index) => ({
    width,
    height,
    channels,
    data: data.subarray(index * bytes, (index + 1) * bytes),
  }));
}

async function decodeAnimation(bytes: Uint8Array, info: SourceInfo): Promise<Picture> {
  const pipeline = open(bytes, info, true);
  const { delay = [], loop = 0 } = await pipeline.metadata();
  return { frames: split(await toFrame(pipeline), info), delays: delay, loop };
}

/**
 * Decodes a source to 8-bit sRGB, the leading steps included; every frame of an animation if `animated`, else the first.
 * Refuses `damaged-source`, `bad-webp` for WebP, where the data breaks off or does not decode.
 */
export async function decode(
  bytes: Uint8Array,
  info: SourceInfo,
  joined: readonly Step[],
  { animated }: { readonly animated: boolean },
): Promise<Picture> {
  if (animated && info.frames > 1) {
    return decodeAnimation(bytes, info).catch(() => refuseDamaged(info.format));
  }
  const frame = await toFrame(openStill(bytes, info, joined)).catch(() =>
    refuseDamaged(info.format),
  );
  return { frames: [frame], delays: [], loop: 0 };
}
