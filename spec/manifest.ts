import { z } from 'zod';
import { headerName } from './header.ts';

const access = z
  .strictObject({
    delimiters: z
      .array(z.enum(['-', '_', '/', '!']))
      .optional()
      .describe('What may stand between a key and the name of a style.'),
    host: z
      .enum(['Img', 'Both'])
      .optional()
      .describe('Img: delimiters and protection hold on img hosts alone. Both: on OSS hosts too.'),
    protect: z
      .array(z.string())
      .optional()
      .describe('Suffixes of originals that anonymous users do not get; * is every key.'),
    rules: z
      .array(
        z.strictObject({
          prefix: z.string().default(''),
          suffix: z.string().default(''),
          ignoreCase: z.boolean().default(false),
        }),
      )
      .max(10)
      .optional()
      .describe('Originals whose keys begin and end so are kept from anonymous users.'),
    oldGrammar: z.boolean().optional().describe('Whether OSS hosts take the old @ grammar.'),
  })
  .describe('How the pictures of a bucket may be asked for.');

/** One `*` stands for any text. */
const pattern = z
  .string()
  .regex(/^[^*<>&'"\s]*\*?[^*<>&'"\s]*$/, 'a text without blanks, with one * at most');
const cors = z
  .strictObject({
    rules: z
      .array(
        z.strictObject({
          origins: z.array(pattern.min(1)).min(1).describe('https://*.example.com, or * for all.'),
          methods: z
            .array(z.enum(['GET', 'PUT', 'DELETE', 'POST', 'HEAD']))
            .min(1)
            .optional()
            .describe('GET and HEAD by default.'),
          headers: z.array(pattern).optional().describe('Headers that scripts may send.'),
          expose: z
            .array(
              z
                .string()
                .regex(headerName)
                .regex(/^[^*]*$/),
            )
            .optional()
            .describe('Headers of the answer that scripts may read.'),
          maxAge: z.int().min(0).optional().describe('Seconds for which browsers remember it.'),
        }),
      )
      .max(20),
    vary: z.boolean().optional().describe('Whether every answer says Vary: Origin.'),
  })
  .describe('What scripts of other origins may ask.');

const bucket = z.strictObject({
  acl: z
    .enum(['private', 'public-read', 'public-read-write'])
    .optional()
    .describe('private by default.'),
  edition: z.enum(['current', '2019-09']).optional().describe('That of --edition by default.'),
  region: z.string().optional().describe('cn-hangzhou; that of --region by default.'),
  styles: z
    .record(z.string().regex(/^[A-Za-z0-9_.-]{1,63}$/), z.string())
    .optional()
    .describe('Name and process: { thumb: "image/resize,w_100" }.'),
  access: access.optional(),
  cors: cors.optional(),
  domains: z
    .array(z.string())
    .optional()
    .describe('Custom domains, hosts that address it: img.example.com.'),
});

/** The `oss-double.yaml` of a seed. */
export const manifest = z.strictObject({
  buckets: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/), bucket.nullable())
    .describe('By name; one that has a folder and is not named here is private.'),
});
