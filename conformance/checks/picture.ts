import type { Picture } from '../probe/picture.ts';
import { type Check, type Checks, same } from './check.ts';

/** A check of one thing that the header says. */
const ofHeader =
  <E>(read: (picture: Picture) => unknown): Check<E> =>
  (expected, { picture }) =>
    same(expected, read(picture()));

/** Neighbours of one type once: `IHDR IDAT IEND`. */
const chunkTypes = ({ chunks = [] }: Picture) =>
  chunks.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1]);

/** Checks of the header of a picture, read by the suite's own readers. */
export const pictureChecks = {
  format: ofHeader(({ format }) => format),
  size: ofHeader(({ width, height }) => `${width}x${height}`),
  frames: ofHeader(({ frames }) => frames),
  delays: ofHeader(({ delays = [] }) => delays),
  loop: ofHeader(({ loop }) => loop ?? 'no animation'),
  progressive: ofHeader(({ progressive }) => progressive ?? false),
  alpha: ofHeader(({ alpha }) => alpha),
  quality: ofHeader(({ quality }) => quality ?? 'no table of libjpeg'),
  sampling: ofHeader(({ sampling }) => sampling ?? 'no chroma'),
  orientation: ofHeader(({ orientation }) => orientation ?? 'absent'),
  metadata: ofHeader(({ metadata }) => metadata.join(' ') || 'absent'),
  jfif: ofHeader(({ jfif }) => jfif ?? 'absent'),
  chunks: ofHeader(chunkTypes),
} satisfies Partial<Checks>;
