import { corpus } from '../../spec/corpus.ts';

/** What a font of OSS is drawn with. */
export interface Face {
  /** Families in the order in which they are asked for a sign. */
  readonly families: readonly string[];
  /** A font file that did not come along: its path. */
  readonly file?: string;
  /** Height of a line above its baseline, in ems. */
  readonly ascent: number;
  /** Depth of a line below its baseline, in ems. */
  readonly descent: number;
}

/** The face of a font by its OSS name. Throws for a name that OSS does not have. */
export type FaceOf = (font: string) => Face;

const { fonts, faces } = corpus.fonts;
const everyFamily = Object.values(faces).map(({ family }) => family);

/** What a sign is looked for in: `first`, then every face that comes along, the last of which has a box for any sign. */
export const familiesFrom = (first: string): readonly string[] => [
  ...new Set([first, ...everyFamily]),
];

/** The face that stands for a font where nobody put in the font itself. */
export function substitute(font: string): Face {
  const { drawn = '', ascent = 0, descent = 0 } = fonts[font] ?? {};
  const face = faces[drawn];
  if (!face) throw new Error(`OSS has no font ${font}.`);
  return { families: familiesFrom(face.family), ascent, descent };
}
