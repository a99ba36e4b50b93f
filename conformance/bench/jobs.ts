import sharp, { type Sharp } from 'sharp';

/** Names of the sources that `drawPictures` makes. */
export type PictureName = '400x267.jpg' | '4000x3000.jpg' | '300x200.gif';

/** One piece of work that both sides do: the emulator as a process over HTTP, sharp as somebody would write it by hand. */
export interface Job {
  /** What the report calls it, beside the picture. */
  readonly name: string;
  readonly picture: PictureName;
  /** Value of `x-oss-process`. */
  readonly process: string;
  readonly byHand: (source: Buffer) => Sharp;
  /** How many are under way at once; the target is set at the judged one. */
  readonly widths: readonly number[];
  readonly atLeast?: number;
}

/** The number of requests at once at which targets are set. */
export const judged = 4;

const toWidth200 = {
  name: 'resize,w_200',
  process: 'image/resize,w_200',
  byHand: (source: Buffer) => sharp(source).resize(200),
  widths: [1, judged, 16],
  atLeast: 0.9,
};

export const jobs: readonly Job[] = [
  { ...toWidth200, picture: '400x267.jpg' },
  { ...toWidth200, picture: '4000x3000.jpg' },
  {
    name: 'a chain of five',
    picture: '400x267.jpg',
    process: 'image/auto-orient,1/resize,w_300/crop,w_250,h_180,g_center/bright,10/contrast,10',
    byHand: (source) =>
      sharp(source)
        .autoOrient()
        .resize(300)
        .extract({ left: 25, top: 10, width: 250, height: 180 })
        .linear(1.1, 13),
    widths: [judged],
    atLeast: 0.85,
  },
  {
    name: 'format,webp',
    picture: '400x267.jpg',
    process: 'image/format,webp',
    byHand: (source) => sharp(source).webp(),
    widths: [judged],
  },
  {
    name: 'format,avif',
    picture: '400x267.jpg',
    process: 'image/format,avif',
    byHand: (source) => sharp(source).avif(),
    widths: [judged],
  },
  {
    name: 'resize,w_100 of 8 frames',
    picture: '300x200.gif',
    process: 'image/resize,w_100',
    byHand: (source) => sharp(source, { animated: true }).resize(100),
    widths: [judged],
  },
];

/** Throws for a number that is no job's. */
export function jobOf(index: number): Job {
  const job = jobs[index];
  if (!job) throw new Error(`there is no job ${index}`);
  return job;
}
