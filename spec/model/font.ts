import { z } from 'zod';
import { cite, text, words } from './scalars.ts';

/** The fonts of OSS, and the faces that come along and are drawn in their place. */
export const fontTable = z.strictObject({
  fonts: z.record(
    z.string(),
    z.strictObject({
      title: text,
      /** Family names by which a file of the font itself is known. */
      families: words.min(1),
      /** The face that is drawn where there is no such file. */
      drawn: z.string(),
      /** Of a line, in ems above and below its baseline. */
      ascent: z.number().positive(),
      descent: z.number().positive(),
      differs: text.optional(),
      cite: cite.optional(),
    }),
  ),
  /** In the order in which a sign is looked for that the face of the font itself does not have. */
  faces: z.record(
    z.string(),
    z.strictObject({
      file: z.string(),
      /** What the file calls itself, so that no other font of the machine is meant. */
      family: z.string(),
      from: text,
      licence: text,
      has: text,
      cite: cite.optional(),
    }),
  ),
});
