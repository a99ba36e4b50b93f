import { z } from 'zod';

// Files of cases are read with every scalar as the text that was written, rows of `each` are filled in, and then these decide
// what a text means.
export const text = z.string();
export const number = text.regex(/^\d+$/, 'a whole number').transform(Number);
export const truth = z.enum(['true', 'false']).transform((word) => word === 'true');
export const yes = z.literal('true').transform(() => true as const);
/** One, or a list of at least one. */
export const list = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value): readonly unknown[] => (Array.isArray(value) ? value : [value]),
    z.array(one).min(1),
  );
