import type { ArgsOf } from '../../spec/types.gen.ts';
import type { Point, Size } from '../operation.ts';

type Layout = Pick<ArgsOf['image/watermark'], 'order' | 'align' | 'interval'>;

/** Boxes side by side: the size of them all, and where each begins. */
export interface Strip {
  readonly size: Size;
  readonly picture: Point;
  readonly text: Point;
}

/** A picture and a text as one strip, in the order, at the height and with the gap that were asked for. */
export function arrange(picture: Size, text: Size, { order, align, interval }: Layout): Strip {
  const height = Math.max(picture.height, text.height);
  // 0 top, 1 middle, 2 bottom; an odd pixel goes below (Q033).
  const top = (part: Size) => Math.floor(((height - part.height) * align) / 2);
  const isPictureFirst = order === 0;
  const second = (isPictureFirst ? picture : text).width + interval;
  return {
    size: { width: picture.width + interval + text.width, height },
    picture: { left: isPictureFirst ? 0 : second, top: top(picture) },
    text: { left: isPictureFirst ? second : 0, top: top(text) },
  };
}
