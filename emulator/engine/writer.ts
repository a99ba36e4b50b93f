import type { Encode, Picture } from '../operation.ts';
import type { Sharp } from './sharp.ts';

/** Writes a still in one format. */
export type Writer = (pixels: Sharp, encode: Encode) => Promise<Uint8Array>;

/** Writes all frames of a picture as an animation. */
export type Animator = (picture: Picture, encode: Encode) => Promise<Uint8Array>;
