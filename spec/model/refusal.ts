import { z } from 'zod';
import { failures } from './parameter.ts';
import { cite, ec, text, words } from './scalars.ts';

/** One way to say no. `elements` are the XML elements it adds, in their order. */
export const refusal = z.strictObject({
  code: z.string(),
  message: z.string(),
  ec: ec.optional(),
  elements: words.optional(),
  cite,
});

export const errorTable = z.strictObject({
  /** HTTP status of each code. */
  codes: z.record(z.string(), z.int().min(300).max(599)),
  refusals: z.record(z.string(), refusal),
  /** Which refusal bind answers for each failure of a parameter. */
  binding: z.record(z.enum(failures), z.union([z.string(), z.record(z.string(), z.string())])),
});

/** Every EC of processing: what triggers it, and its cases or why no request can show it. */
export const errorCodeTable = z.record(
  ec,
  z
    .strictObject({
      says: text,
      cases: words.min(1).optional(),
      unshown: text.optional(),
    })
    .refine(
      ({ cases, unshown }) => (cases === undefined) !== (unshown === undefined),
      'names its cases, or why no request can show it',
    ),
);
