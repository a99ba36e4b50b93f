import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { packageRoot } from '../../spec/corpus.ts';

/** Names of the sources that `drawPictures` makes, and of a logo to stamp on them. */
export type PictureName = '400x267.jpg' | '4000x3000.jpg' | '300x200.gif' | 'logo.png';

/** 200 by 200 with alpha. */
export const logo = readFileSync(join(packageRoot, 'fixtures/demo/image-demo/panda.png'));

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

/**
 * The emulator's own calls: with the width alone, sharp would take 267 rows for twice 134 and decode them to half their
 * number, which is less work and another picture.
 */
const toWidth200 = (height: number) => ({
  name: 'resize,w_200',
  process: 'image/resize,w_200',
  byHand: (source: Buffer) => sharp(source).resize(200, height, { fit: 'fill' }),
  widths: [1, judged, 16],
  atLeast: 0.9,
});

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const stamped = (what: string) => `image/resize,w_400/watermark,${what},g_se,x_10,y_10`;

const withLogo = {
  name: 'resize,w_400 and a logo',
  process: stamped(`image_${base64('logo.png')}`),
  byHand: (source: Buffer) =>
    sharp(source)
      .resize(400)
      .composite([{ input: logo, gravity: 'southeast' }]),
  widths: [judged],
  atLeast: 0.8,
};

/** A picture and a text on the same source: the second may take half as long again. */
export const marks = {
  logo: { ...withLogo, picture: '400x267.jpg' },
  text: {
    ...withLogo,
    picture: '400x267.jpg',
    process: stamped(`text_${base64('Hello 图片服务!')}`),
  },
} as const satisfies Record<string, Job>;

export const jobs: readonly Job[] = [
  { ...toWidth200(134), picture: '400x267.jpg' },
  { ...toWidth200(150), picture: '4000x3000.jpg' },
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
  { ...withLogo, picture: '400x267.jpg' },
  { ...withLogo, picture: '4000x3000.jpg' },
];

/** Throws for a number that is no job's. */
export function jobOf(index: number): Job {
  const job = jobs[index];
  if (!job) throw new Error(`there is no job ${index}`);
  return job;
}
