import { z } from 'zod';
import { editions } from '../../spec/model/edition.ts';
import { signings, tampers, tokens } from '../target.ts';
import { list, number, text } from './scalars.ts';

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
/** A form as a browser posts it; `policy` is JSON, and is signed for whoever asks. */
const form = z.strictObject({
  fields: z.record(text, text).default({}),
  policy: text.exactOptional(),
  file: z
    .strictObject({ name: text.default(''), type: text.exactOptional(), body: body.default('') })
    .exactOptional(),
  behind: z.record(text, text).exactOptional(),
});
export type Form = z.output<typeof form>;

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
    form: form.exactOptional(),
    as: z.enum(['anonymous', 'owner', 'other']).default('anonymous'),
    in: text.exactOptional(),
    /** A bucket by its name instead of by a setting; empty: the service itself. */
    bucket: text.exactOptional(),
    sign: z.enum(signings).exactOptional(),
    tamper: z.enum(tampers).exactOptional(),
    /** Headers that V4 signs besides its own. */
    additional: list(text).exactOptional(),
    /** Signs with a temporary key, whose token is so. */
    token: z.enum(tokens).exactOptional(),
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
