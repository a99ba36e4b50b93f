import { z } from 'zod';
import { limit } from './limit.ts';
import { parameter } from './parameter.ts';
import { refusal } from './refusal.ts';
import { cite, ec, text, words } from './scalars.ts';

export const fact = z.strictObject({ text, cite });
const choice = z
  .strictObject({ values: words.min(2), is: z.string(), text, cite })
  .refine(({ values, is }) => values.includes(is), '`is` names one of `values`');

export const elsewhere = {
  /** Needs a cloud project bound to the bucket, which no bucket of the double has. */
  needs: z.literal('project').optional(),
  /** Is not answered at once, but started by x-oss-async-process. */
  async: z.literal(true).optional(),
};

export const operation = z.strictObject({
  kind: z.enum(['transform', 'encode', 'answer', 'snapshot', 'deliver']),
  title: text,
  /** False: known, answers NotImplemented, a cross in the coverage table. */
  emulated: z.boolean().default(true),
  ...elsewhere,
  animated: z.enum(['keep', 'still']).default('still'),
  precedes: words.default([]),
  /** The flag that keeps the action where it is written, whatever it precedes. */
  inPlace: z.string().optional(),
  /** Where its value is 1, a refusal of the source or of a size is answered with the source itself. */
  rescues: z.literal(true).optional(),
  parameters: z.record(z.string(), parameter).default({}),
  bare: parameter.optional(),
  /** Tokens after a bare value: passed over, the last one counts, or a further number is refused with this EC. */
  extra: z.union([z.enum(['ignored', 'last']), z.strictObject({ ec })]).default('ignored'),
  anyOf: z.strictObject({ keys: words.min(1), ec: ec.optional(), text, cite }).optional(),
  /** Every token has a value behind a `_`; one that has none is refused. */
  pairs: z.strictObject({ ec: ec.optional(), text, cite }).optional(),
  forbid: z
    .array(
      z.strictObject({
        when: z.record(z.string(), z.int()),
        ec: ec.optional(),
        text,
        cite,
      }),
    )
    .default([]),
  refusals: z.record(z.string(), refusal).default({}),
  limits: z.record(z.string(), limit).default({}),
  choices: z.record(z.string(), choice).default({}),
  facts: z.record(z.string(), fact).default({}),
  cite: cite.optional(),
});
