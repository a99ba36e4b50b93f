import type { Format, Frame, Picture, SourceInfo, Step } from '../operation.ts';
import { decodeBmp } from './decode-bmp.ts';
import { fromFrames, toFrame } from './frame.ts';
import { add, reduce } from './geometry.ts';
import { decodeHeic } from './heic.ts';
import { orient, turned } from './orient.ts';
import { refuseDamaged } from './probe.ts';
import { sharp, type Sharp } from './sharp.ts';

/** Formats that may have 16 bits a sample. */
const deep: readonly Format[] = ['png', 'tiff'];
/** What sharp cannot read. */
const own: Readonly<
  Partial<Record<Format, (bytes: Uint8Array, info: SourceInfo) => Promise<Frame>>>
> = { bmp: decodeBmp, heic: decodeHeic };

/** sharp over a source. Data that breaks off is an error; what a decoder only warns of (stray bytes) is not. */
async function open(bytes: Uint8Array, info: SourceInfo, animated: boolean): Promise<Sharp> {
  const read = own[info.format];
  if (read) return fromFrames([await read(bytes, info)]);
  const pipeline = sharp(bytes, {
    animated,
    failOn: 'error',
    // The header has passed the limits. Should the object have been replaced since, its pixels have not.
    limitInputPixels: info.width * info.height * (animated ? info.frames : 1),
  });
  // Else sharp would convert 16 bits with a profile to its own wide space and leave them there.
  return deep.includes(info.format) ? pipeline.pipelineColourspace('srgb') : pipeline;
}

/** sharp over the still picture of a source with the steps that `joinedSteps` counted; it has not run yet. */
export async function openStill(
  bytes: Uint8Array,
  info: SourceInfo,
  joined: readonly Step[],
): Promise<Sharp> {
  const pipeline = await open(bytes, info, false);
  const [first, second] = joined;
  let rest = joined;
  if (first?.do === 'orient' && second?.do === 'scale') {
    // sharp reduces while it decodes only what it turns later. The two commute but for the rounding: one level at most on
    // a photograph.
    orient(reduce(pipeline, turned(second.size, first.exif)), first.exif);
    rest = joined.slice(2);
  }
  for (const step of rest) {
    if (step.do === 'levels' && step.line) pipeline.linear(step.line.slope, step.line.offset);
    else if (step.do === 'levels' || step.do === 'paint')
      throw new Error(`The decoder cannot ${step.what}.`);
    else add(pipeline, step);
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
  const pipeline = await open(bytes, info, true);
  const { delay = [], loop = 0 } = await pipeline.metadata();
  return { frames: split(await toFrame(pipeline), info), delays: delay, loop };
}

/**
 * Decodes a source to 8-bit sRGB, the leading steps included; every frame of an animation if `animated`, else the first.
 * Refuses what `refuseDamaged` refuses where the data breaks off or does not decode.
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
  const frame = await openStill(bytes, info, joined)
    .then(toFrame)
    .catch(() => refuseDamaged(info.format));
  return { frames: [frame], delays: [], loop: 0 };
}
