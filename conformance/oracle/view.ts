import type { Rgb } from '../../fixtures/pixels.ts';
import type { Tone } from './tone.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What one point of a picture shows: a point of the stored source, a colour that an action laid down, nothing at all, a colour
 * over something else, or what no arithmetic tells.
 */
export type Origin =
  | { readonly is: 'source'; readonly x: number; readonly y: number; readonly tone?: Tone }
  | { readonly is: 'colour'; readonly colour: Rgb }
  | { readonly is: 'nothing' }
  /** `alpha` is above 0 and at most 1. */
  | { readonly is: 'over'; readonly colour: Rgb; readonly alpha: number; readonly under: Origin }
  | { readonly is: 'unknown' };

/**
 * A picture on its way through a chain, as arithmetic without pixels. Points are continuous: pixel 0,0 covers 0 to 1 in both
 * directions, and its middle is 0.5,0.5.
 */
export interface View extends Size {
  /** 1 for a still picture. */
  readonly frames: number;
  /** Pixels of the largest picture on the way, all frames counted: what the chain costs. */
  readonly work: number;
  /** Pixels from the edge of an area of one colour within which its neighbours may have been mixed in. */
  readonly smear: number;
  /** Something was stamped on it, so that no area need be convex. */
  readonly stamped?: true;
  /** Where the point x,y inside the picture comes from. */
  readonly origin: (x: number, y: number) => Origin;
}

/** The stored picture itself. */
export function whole({ width, height }: Size, frames: number): View {
  const work = width * height * frames;
  return { width, height, frames, work, smear: 0, origin: (x, y) => ({ is: 'source', x, y }) };
}

export function stretch(view: View, { width, height }: Size): View {
  if (width === view.width && height === view.height) return { ...view };
  const across = view.width / width;
  const down = view.height / height;
  const largest = Math.max(1 / across, 1 / down);
  // A Lanczos kernel reaches 3 pixels of the result, or of the source where the result is the larger.
  const smear = view.smear * largest + 3 * Math.max(1, largest);
  const work = Math.max(view.work, width * height * view.frames);
  const origin: View['origin'] = (x, y) => view.origin(x * across, y * down);
  return { ...view, width, height, work, smear, origin };
}

/** The rectangle whose upper left corner is `left`,`top`; it lies inside the view. */
export function cut(view: View, left: number, top: number, { width, height }: Size): View {
  return { ...view, width, height, origin: (x, y) => view.origin(x + left, y + top) };
}

/** The view with its upper left corner at `left`,`top` of a canvas; the rest of the canvas shows `around`. */
export function lay(view: View, left: number, top: number, canvas: Size, around: Origin): View {
  return {
    ...view,
    width: canvas.width,
    height: canvas.height,
    work: Math.max(view.work, canvas.width * canvas.height * view.frames),
    origin: (x, y) => {
      const [across, down] = [x - left, y - top];
      const inside = across >= 0 && down >= 0 && across < view.width && down < view.height;
      return inside ? view.origin(across, down) : around;
    },
  };
}

/** Pixels left of (or above) what is centred in `room` pixels to spare. */
export function centre(room: number, oddRemainder: string): number {
  return oddRemainder === 'ceil' ? Math.ceil(room / 2) : Math.floor(room / 2);
}
