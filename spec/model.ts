import { z } from 'zod';

/**
 * The format of the corpus, free of editions: read.ts resolves the switches before this sees a tree. Only `npm run gen`
 * and the tests load this file; what runs reads corpus.gen.json through corpus.ts.
 */
export const editions = ['2019-09', 'current'] as const;
export type Edition = (typeof editions)[number];

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

const ec = z.string().regex(/^\d{4}-\d{8}$/);
const cite = z.array(z.string()).min(1);
const text = z.string().min(1);
const byFailure = <T extends z.ZodType>(of: T) =>
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
const range = z.tuple([z.int(), z.int()]).refine(([low, high]) => low <= high, 'low end first');
const words = z.array(z.string());

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

/** One way to say no. `elements` are the XML elements it adds, in their order. */
export const refusal = z.strictObject({
  code: z.string(),
  message: z.string(),
  ec: ec.optional(),
  elements: words.optional(),
  cite,
});

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

const fact = z.strictObject({ text, cite });
const choice = z
  .strictObject({ values: words.min(2), is: z.string(), text, cite })
  .refine(({ values, is }) => values.includes(is), '`is` names one of `values`');

const elsewhere = {
  /** Needs a cloud project bound to the bucket, which no bucket of the double has. */
  needs: z.literal('project').optional(),
  /** Is not answered at once, but started by x-oss-async-process. */
  async: z.literal(true).optional(),
};
/** Operations that are known by name only; an edition that lists one knows it. */
export const unemulatedTable = z.record(
  z.string().regex(/^[a-z]+\/[a-z0-9]+$/),
  z.strictObject({ title: text, ...elsewhere, cite }),
);

/** What of OSS is not emulated. `GET bucket ?acl`: what selects the call; `asked`: it rides on other calls. */
export const callTable = z.record(
  z.string(),
  z.strictObject({
    title: text,
    calls: z.record(
      z.string().regex(/^[A-Z][A-Za-z]+$/),
      z
        .string()
        .regex(/^(asked|(GET|PUT|POST|DELETE) (service|bucket|object) \?[\w-]+(&[\w=-]+)*)$/),
    ),
    'asked-by': words.optional(),
    cite,
  }),
);

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

export const errorTable = z.strictObject({
  /** HTTP status of each code. */
  codes: z.record(z.string(), z.int().min(300).max(599)),
  refusals: z.record(z.string(), refusal),
  /** Which refusal bind answers for each failure of a parameter. */
  binding: z.record(z.enum(failures), z.union([z.string(), z.record(z.string(), z.string())])),
});
export const limitTable = z.record(z.string(), limit);
/** What holds for a whole chain; numbers and words that code asks for by name. */
export const chainTable = z.record(
  z.string(),
  z.strictObject({ is: z.union([z.int(), z.string()]), text, cite }),
);
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
export const editionTable = z.record(
  z.enum(editions),
  z.strictObject({ title: text, ec: z.boolean() }),
);
export const sourceTable = z.record(
  z.string(),
  z.strictObject({
    kind: z.enum(['document', 'observation']),
    date: z.iso.date(),
    title: text,
    url: z.url({ protocol: /^https$/ }).optional(),
    edition: z.enum(editions).optional(),
    sections: words.optional(),
    note: text.optional(),
  }),
);
export const questionTable = z.record(
  z.string().regex(/^Q\d{3}$/),
  z.strictObject({
    asks: text,
    chosen: text,
    why: text,
    /** The day somebody asked the live service, and what it said. */
    answered: z.string().optional(),
  }),
);
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
/** Parts of the work that are still to come; an EC that one of them brings has no case before. */
const parts = ['video', 'access'] as const;
/** Every EC of processing: what triggers it, and its cases, the part that brings them, or why no request can show it. */
export const errorCodeTable = z.record(
  ec,
  z
    .strictObject({
      says: text,
      cases: words.min(1).optional(),
      awaits: z.enum(parts).optional(),
      unshown: text.optional(),
    })
    .refine(
      ({ cases, awaits, unshown }) =>
        [cases, awaits, unshown].filter((x) => x !== undefined).length === 1,
      'names its cases, the part it awaits, or why no request can show it',
    ),
);
/** Every fact of the manual in our own words; each names what shows it. */
export const manualTable = z.record(
  z.string(),
  z
    .strictObject({
      section: text,
      says: text,
      cases: words.optional(),
      question: z.string().optional(),
      unshown: text.optional(),
    })
    .refine(
      ({ cases, question, unshown }) => [cases, question, unshown].some((x) => x !== undefined),
      'names its cases, its question, or why no request can show it',
    ),
);
