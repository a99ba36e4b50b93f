import type { VideoSnapshot } from '../../../spec/types.gen.ts';
import type { ClipInfo, Size, Snapshot, WhereFilmed } from '../../operation.ts';
import { byHeight, byWidth } from '../geometry.ts';

type Where = WhereFilmed<'video/snapshot'>;

/** 0 leaves a side to the other one, and both to the video. */
function sized(video: Size, width: number, height: number): Size {
  if (width > 0 && height > 0) return { width, height };
  if (width > 0) return byWidth(video, width);
  return height > 0 ? byHeight(video, height) : video;
}

function sizeOf(video: Size, args: VideoSnapshot, where: Where): Size {
  const { width, height } = video;
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
  const { w = 0, h = 0, l = 0, s = 0 } = args;
  if (w > width) where.outside('w');
  if (h > height) where.outside('h');
  if (l > longer) where.outside('l');
  if (s > shorter) where.outside('s');
  if (w > 0 || h > 0) return sized(video, w, h);
  return width >= height ? sized(video, l, s) : sized(video, s, l);
}

/** The turn of the video, or the first that makes a picture of the shape that is asked for (Q151). */
function turnOf(ar: VideoSnapshot['ar'], { turn }: ClipInfo, size: Size): ClipInfo['turn'] {
  if (ar === undefined) return 0;
  if (ar === 'auto' || size.width === size.height) return turn;
  const isWide = size.width > size.height;
  const turns = [turn, 0, 90] as const;
  return turns.find((by) => (by % 180 === 0 ? isWide : !isWide) === (ar === 'w')) ?? turn;
}

export const snapshot: Snapshot<'video/snapshot'> = {
  shoot: (clip, args, where) => {
    const { codecs, beyondTheEnd } = where.choices;
    if (clip.codec === 'other' || (clip.codec === 'h265' && codecs === 'h264'))
      where.refuse('not-supported');
    if (args.t > clip.duration && beyondTheEnd === 'refused') where.outside('t');
    const size = sizeOf(clip, args, where);
    const { width, height } = size;
    return {
      at: args.t,
      fast: args.m === 'fast',
      size: { width, height },
      turn: turnOf(args.ar, clip, size),
      format: args.f,
    };
  },
};
