import { z } from 'zod';
import { editions } from './edition.ts';
import { cite, ec, range, text, words } from './scalars.ts';

/** What can be wrong with one parameter. `unbound`: needs a cloud project; `unemulated`: known, not built. */
export const failures = [
  'missing',
  'empty',
  'malformed',
  'outside',
  'unbound',
  'unemulated',
] as const;
export type Failure = (typeof failures)[number];

export const byFailure = <T extends z.ZodType>(of: T) =>
  z.union([of, z.partialRecord(z.enum(failures), of)]);

const common = {
  /** Refused as `missing` when it is not given. */
  required: z.literal(true).optional(),
  /** What messages call it, where that is not its key. */
  name: z.string().optional(),
  /** What its absence means, where that is no constant. */
  absent: z.string().optional(),
  /** Known there alone: in the process that a mark carries, or in what the old grammar is translated into. */
  within: z.enum(['watermark', 'old-grammar']).optional(),
  only: z.enum(editions).optional(),
  /** What it makes of an animation, where the operation keeps one. */
  animated: z.enum(['keep', 'still']).optional(),
  ec: byFailure(ec).optional(),
  message: z.partialRecord(z.enum(failures), z.string()).optional(),
  text,
  cite,
};

export const parameter = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('integer'),
    range,
    default: z.int().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('flag'), default: z.boolean().optional(), ...common }),
  z.strictObject({
    type: z.literal('enum'),
    values: words,
    aliases: z.record(z.string(), z.string()).optional(),
    unbound: words.optional(),
    unemulated: words.optional(),
    default: z.string().optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal('colour'),
    base64: z.boolean().optional(),
    default: z
      .string()
      .regex(/^[0-9A-F]{6}$/)
      .optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal('base64'),
    max: z.int().optional(),
    unit: z.enum(['bytes', 'characters']).optional(),
    values: words.optional(),
    default: z.string().optional(),
    ...common,
  }),
  /** The key of an object of the same bucket, in base64; `?x-oss-process=…` may follow it. */
  z.strictObject({
    type: z.literal('object'),
    /** What that process may do; of what it may not, some have an EC of their own. */
    process: words,
    forbidden: z.record(z.string(), ec).default({}),
    formats: words,
    /** So many in a chain, counted by their keys or by the actions that name one. */
    most: z.int(),
    counts: z.enum(['keys', 'actions']),
    /** Refusals of the operation: there is none, it is no picture of these formats, or there are too many. */
    refuse: z.strictObject({ missing: z.string(), format: z.string(), most: z.string() }),
    ...common,
  }),
]);
export type Parameter = z.infer<typeof parameter>;
