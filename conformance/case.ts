import { z } from 'zod';
import type { Edition, Evidence } from '../spec/corpus.ts';
import type { Requirement } from './requirement.ts';
import { type Signing, signings, type Tamper, tampers, type Verb, type Who } from './target.ts';

/**
 * The formats of the suite's YAML files. Cases are read with every scalar as the text that was written, rows of `each` are
 * filled in, and then this decides what the text means.
 */
const text = z.string();
const number = text.regex(/^\d+$/, 'a whole number').transform(Number);
const truth = z.enum(['true', 'false']).transform((word) => word === 'true');
const yes = z.literal('true').transform(() => true as const);
/** One, or a list of at least one. */
const list = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value): readonly unknown[] => (Array.isArray(value) ? value : [value]),
    z.array(one).min(1),
  );

const editions = ['2019-09', 'current'] as const satisfies readonly Edition[];
export const formats = ['jpg', 'png', 'webp', 'gif', 'bmp', 'tiff', 'heic', 'avif'] as const;
export type PictureFormat = (typeof formats)[number];

/** A tree of text, compared by text: `3267` equals 3267. */
type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([text, z.array(tree), z.record(z.string(), tree)]),
);
export type { Tree };

/**
 * What an answer must be; every key that is there is checked. Values of `headers`, `xml` and `json` may be `present`,
 * `absent` or `/regular expression/`.
 */
export const expectation = z.strictObject({
  status: number.exactOptional(),
  /** The Code of the service's XML. */
  error: text.exactOptional(),
  message: text.exactOptional(),
  /** `none`: must be absent. */
  ec: text.regex(/^(none|\d{4}-\d{8})$/, 'an EC or none').exactOptional(),
  elements: z.record(text, text).exactOptional(),
  /** By the bytes, not by the Content-Type. */
  format: z.enum(formats).exactOptional(),
  type: text.exactOptional(),
  size: text.regex(/^\d+x\d+$/, 'WxH').exactOptional(),
  /** Length of the body; any of them. */
  bytes: list(number).exactOptional(),
  'at-most': number.exactOptional(),
  pixels: z.literal('predicted').exactOptional(),
  /** Pixel `x,y` → RRGGBB or RRGGBBAA. */
  colours: z
    .record(
      text.regex(/^\d+,\d+$/, 'x,y'),
      text.regex(/^([0-9A-F]{2}){3,4}$/, 'RRGGBB or RRGGBBAA'),
    )
    .exactOptional(),
  frames: number.exactOptional(),
  /** Milliseconds. */
  delays: list(number).exactOptional(),
  /** How often an animation plays; 0 is for ever. */
  loop: number.exactOptional(),
  progressive: truth.exactOptional(),
  alpha: truth.exactOptional(),
  /** IJG quality by the quantisation tables. */
  quality: number.exactOptional(),
  orientation: text.regex(/^(absent|[1-8])$/, 'absent or 1 to 8').exactOptional(),
  metadata: z.literal('absent').exactOptional(),
  /** `1x1/0`: density and unit of the JFIF header, or `absent`. */
  jfif: text.regex(/^(absent|\d+x\d+\/\d)$/, 'absent or XxY/unit').exactOptional(),
  /** Chroma sampling of a JPEG. */
  sampling: text.regex(/^4:[0-4]:[0-4]$/, '4:2:0').exactOptional(),
  /** Types of the chunks of a PNG, in order; equal neighbours once. */
  chunks: z.array(text).exactOptional(),
  identical: z.enum(['source', 'before']).exactOptional(),
  differs: z.literal('source').exactOptional(),
  json: tree.exactOptional(),
  text: text.exactOptional(),
  contains: list(text).exactOptional(),
  empty: yes.exactOptional(),
  headers: z.record(text.toLowerCase(), text).exactOptional(),
  /** `just-now`: Last-Modified is at most a minute from the Date of the answer. */
  modified: z.literal('just-now').exactOptional(),
  /** Path of element names from below the root, `Contents.Key` → text of the first such element. */
  xml: z.record(text, text).exactOptional(),
  /** Keys of a list result, in order. */
  keys: z.array(text).exactOptional(),
});
export type Then = z.output<typeof expectation>;

export const verbs = {
  get: 'GET',
  head: 'HEAD',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
} as const;
const words = [
  'get',
  'head',
  'put',
  'post',
  'delete',
  'options',
] as const satisfies readonly (keyof typeof verbs)[];
/** The verb that a map of a case names, and the key beside it. */
export const verbOf = (when: Ask): (typeof words)[number] =>
  words.find((word) => when[word] !== undefined) ?? 'get';
const body = z.union([text, z.strictObject({ fixture: text }), z.strictObject({ bytes: number })]);
export type Body = z.output<typeof body>;

/** A bare text is the process of an anonymous GET of the first given object: load.ts writes it out as such a map. */
export const ask = z
  .strictObject({
    get: text.exactOptional(),
    head: text.exactOptional(),
    put: text.exactOptional(),
    post: text.exactOptional(),
    delete: text.exactOptional(),
    options: text.exactOptional(),
    process: text.exactOptional(),
    query: text.default(''),
    /** Replaces the path, as it shall stand in the request line. */
    path: text.exactOptional(),
    headers: z.record(text.toLowerCase(), text).default({}),
    body: body.exactOptional(),
    as: z.enum(['anonymous', 'owner', 'other']).default('anonymous'),
    in: text.exactOptional(),
    /** A bucket by its name instead of by a setting; empty: the service itself. */
    bucket: text.exactOptional(),
    sign: z.enum(signings).exactOptional(),
    tamper: z.enum(tampers).exactOptional(),
  })
  .refine(
    (when) => words.filter((word) => when[word] !== undefined).length === 1,
    `exactly one of ${words.join(', ')}`,
  );
export type Ask = z.output<typeof ask>;

const unread = z.unknown().refine((value) => value !== undefined, 'is missing');
const step = z.strictObject({ when: unread, then: unread });
const row = z.record(text, text);

/** `{ key: [w, h], value: [0, 1] }` as the four rows that it means; anything else stays. */
function multiply(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).reduce<Record<string, unknown>[]>(
    (rows, [key, many]: [string, unknown]) =>
      rows.flatMap((so) => {
        const values: readonly unknown[] = Array.isArray(many) ? many : [many];
        return values.map((one) => ({ ...so, [key]: one }));
      }),
    [{}],
  );
}

/** One entry before its rows are filled in: `when` and `then` are still templates. */
export const entry = z.strictObject({
  shows: list(text),
  edition: z.enum(editions).exactOptional(),
  in: list(text).default(['plain']),
  /** A fixture (its key is its name) or key → fixture. */
  given: z
    .preprocess((value) => (typeof value === 'string' ? { [value]: value } : value), row)
    .default({}),
  /** A map of lists is a product, a list of maps is a table. */
  each: z.preprocess(multiply, z.array(row).min(1)).default([{}]),
  ...step.shape,
  after: z.array(step).default([]),
  /** Name of the source of kind observation that saw this very answer. */
  observed: text.exactOptional(),
});
export type Entry = z.output<typeof entry>;

export const caseFile = z.record(text.regex(/^[a-z0-9][a-z0-9-]*$/, 'kebab case'), entry);

/** Settings of the buckets of a run. */
export const settingTable = z.record(
  text,
  z.strictObject({ acl: z.enum(['private', 'public-read', 'public-read-write']), text }),
);
export type Setting = z.output<typeof settingTable>[string];

/** Known differences of the emulator from what the cases say: case id → why. */
export const divergenceTable = z.record(
  text,
  z.strictObject({ edition: z.enum(editions).exactOptional(), because: text }),
);
export type Divergences = z.output<typeof divergenceTable>;

/** As far as the suite reads it; `picture` is what the fixture shows. */
export const fixtureTable = z.record(
  text,
  z.looseObject({
    path: text,
    sha256: text,
    known: z.looseObject({ picture: text.exactOptional() }),
  }),
);

/** A request of a case, with its row filled in; names that only a target knows are still templates. */
export interface When {
  readonly verb: Verb;
  readonly key: string;
  /** Setting of settings.yaml whose bucket is asked; `bucket` goes before it. */
  readonly setting: string;
  readonly bucket?: string;
  readonly process?: string;
  readonly query: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly as: Who;
  readonly sign?: Signing;
  readonly tamper?: Tamper;
}

export interface Exchange {
  readonly when: When;
  readonly then: Then;
}

/** One case as one edition sees it. */
export interface Case {
  /** `resize/lfit-fits-inside`, with the row's values in brackets where it has rows. */
  readonly id: string;
  readonly edition: Edition;
  readonly shows: readonly Requirement[];
  readonly evidence: Evidence;
  /** The source that saw this very answer. */
  readonly observed?: string;
  /** Settings that it needs; the first is asked. */
  readonly settings: readonly string[];
  /** Key → fixture, in the bucket of each of the settings. */
  readonly given: Readonly<Record<string, string>>;
  /** At least one, in order. */
  readonly exchanges: readonly Exchange[];
}
