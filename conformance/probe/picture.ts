import type { PictureFormat } from '../format/then.ts';

/** What the header of a picture says; nothing is decoded. Width and height are as stored, in pixels. */
export interface Picture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
  /** 1 for a still picture. */
  readonly frames: number;
  /** Milliseconds that each frame of an animation is shown. */
  readonly delays?: readonly number[];
  /** How often an animation plays; 0 is for ever. */
  readonly loop?: number;
  /** Progressive JPEG, interlaced PNG or GIF. */
  readonly progressive?: boolean;
  /** JPEG: the IJG quality whose tables these are; absent for other tables. */
  readonly quality?: number;
  /** JPEG with chroma: `4:2:0`. */
  readonly sampling?: string;
  /** JPEG: density and unit of the JFIF header. */
  readonly jfif?: string;
  /** EXIF orientation, where there is a tag. */
  readonly orientation?: number;
  /** What carries metadata, by the words of the format: `APP1`, `iCCP`, `EXIF`. */
  readonly metadata: readonly string[];
  /** PNG: type and length in bytes of each chunk. */
  readonly chunks?: readonly { readonly type: string; readonly length: number }[];
}

/** A header that is no picture, or no sound one; the message says why. */
export class PictureError extends Error {}
