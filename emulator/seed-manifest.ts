import { parse } from 'yaml';
import { z } from 'zod';
import type { BucketSeeds } from './seed.ts';

const access = z.strictObject({
  delimiters: z.array(z.enum(['-', '_', '/', '!'])).optional(),
  host: z.enum(['Img', 'Both']).optional(),
  protect: z.array(z.string()).optional(),
  rules: z
    .array(
      z.strictObject({
        prefix: z.string().default(''),
        suffix: z.string().default(''),
        ignoreCase: z.boolean().default(false),
      }),
    )
    .max(10)
    .optional(),
  oldGrammar: z.boolean().optional(),
});
const bucket = z.strictObject({
  acl: z.enum(['private', 'public-read', 'public-read-write']).optional(),
  edition: z.enum(['current', '2019-09']).optional(),
  region: z.string().optional(),
  styles: z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,63}$/), z.string()).optional(),
  access: access.optional(),
});
const manifest = z.strictObject({
  buckets: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/), bucket.nullable()),
});

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Error(`${file}: ${line}`, { cause: error });
  }
}

/** The text of an `oss-double.yaml`. Throws an Error `file: path: problem`. */
export function readSeedManifest(file: string, text: string): BucketSeeds {
  const result = manifest.safeParse(parseYaml(file, text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const entries = Object.entries(result.data.buckets).map(([name, seed]) => [name, seed ?? {}]);
  return Object.fromEntries(entries) as BucketSeeds;
}
