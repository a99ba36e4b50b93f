import { z } from 'zod';
import { fact } from './operation.ts';
import { byFailure, parameter } from './parameter.ts';
import { cite, ec, range, text, words } from './scalars.ts';

/** A whole number of a value of the old grammar, and what follows it: `100x` of `100x-0`. */
const oldNumber = z.strictObject({
  range,
  /** Letters one of which stands behind the number. */
  letters: words.optional(),
  ec: byFailure(ec).optional(),
});
/** What the old grammar of the image service means by its keys, words and formats, in actions and tokens of the new one. */
export const oldGrammarTable = z.strictObject({
  /** In the order in which they act, wherever they are written in one pipe. */
  keys: z.record(
    z.string().regex(/^[a-zA-Z]+$/),
    z.strictObject({
      /** Joined by `-`. */
      numbers: z.array(oldNumber).min(1),
      /** Of a value that is not made so. */
      ec: ec.optional(),
      /** The operation, and what it is asked: `{0}` is the first number. By the letter or the last number where that decides. */
      means: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
      /** Of a key that makes one `resize` together with others: its token, by the number. */
      token: z.record(z.string(), z.string()).optional(),
      /** Known in the process that a mark carries alone. */
      within: z.literal('watermark').optional(),
      /** Values that are known, and not built. */
      unemulated: words.optional(),
      text,
      cite,
    }),
  ),
  /** Of a key that none of them is, and of a value where its key says no other. */
  ec,
  /** Ways to scale that say nothing without a width or a height. */
  needsSide: z.strictObject({ ec, text, cite }),
  /** What may stand alone behind the `@`. */
  words: z.record(z.string(), z.strictObject({ means: z.string(), text, cite })),
  /** Behind the last dot of a pipe. */
  formats: z.record(z.string(), z.strictObject({ means: z.string(), text, cite })),
  /** Of what is no `key=value` in a watermark, and of its beginning. */
  pairs: z.strictObject({ ec, first: ec, text, cite }),
  /** `watermark=1&object=…`: each key, and the token that it means, whose value it is or is looked up. */
  watermark: z.record(
    z.string(),
    z.strictObject({
      token: z.string(),
      values: z.record(z.string(), z.string()).optional(),
      reads: parameter,
    }),
  ),
  facts: z.record(z.string(), fact),
});
