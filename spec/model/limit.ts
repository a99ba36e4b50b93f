import { z } from 'zod';
import { editions } from './edition.ts';
import { cite, text } from './scalars.ts';

/** Held by the plan against sizes, before a pixel is decoded. `pixels` counts every frame of an animated source. */
export const limit = z.strictObject({
  of: z.enum(['source', 'input', 'output', 'result']),
  format: z.string().optional(),
  bytes: z.int().optional(),
  side: z.int().optional(),
  pixels: z.int().optional(),
  refuse: z.string(),
  only: z.enum(editions).optional(),
  /** Of an operation: holds only where these arguments were given. */
  when: z.record(z.string(), z.int()).optional(),
  text,
  cite,
});
export type Limit = z.infer<typeof limit>;

export const limitTable = z.record(z.string(), limit);
/** What holds for a whole chain; numbers and words that code asks for by name. */
export const chainTable = z.record(
  z.string(),
  z.strictObject({ is: z.union([z.int(), z.string()]), text, cite }),
);
