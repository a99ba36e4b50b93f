import { readFile } from 'node:fs/promises';
import type { Access, ProtectRule } from './access.ts';
import type { Bucket, Domain, Style } from './bucket.ts';
import {
  type Check,
  isFlag,
  isNumber,
  isText,
  listOf,
  mapOf,
  oneOf,
  optional,
  parseAs,
  shape,
} from './check.ts';
import type { Cors, CorsRule } from './cors.ts';
import type { ObjectHead, Tag } from './object.ts';

/** What the folder store writes of an object: its head, and the name of the file with its content. */
export interface ObjectRecord {
  readonly blob: string;
  readonly head: ObjectHead;
}

const isBucket = shape<Bucket>({
  name: isText,
  owner: isText,
  region: isText,
  created: isNumber,
  acl: oneOf('private', 'public-read', 'public-read-write'),
  storageClass: isText,
  edition: oneOf('current', '2019-09'),
  styles: listOf(
    shape<Style>({
      name: isText,
      content: isText,
      category: oneOf('image', 'document', 'video'),
      created: isNumber,
      modified: isNumber,
    }),
  ),
  access: shape<Access>({
    delimiters: listOf(oneOf('-', '_', '/', '!')),
    host: oneOf('Img', 'Both'),
    protect: listOf(isText),
    rules: listOf(shape<ProtectRule>({ prefix: isText, suffix: isText, ignoreCase: isFlag })),
    oldGrammar: isFlag,
  }),
  domains: listOf(shape<Domain>({ host: isText, bound: isNumber })),
  versioning: optional(oneOf('Enabled', 'Suspended')),
  cors: optional(
    shape<Cors>({
      rules: listOf(
        shape<CorsRule>({
          origins: listOf(isText),
          methods: listOf(oneOf('GET', 'PUT', 'DELETE', 'POST', 'HEAD')),
          headers: listOf(isText),
          expose: listOf(isText),
          maxAge: optional(isNumber),
        }),
      ),
      vary: isFlag,
    }),
  ),
});

/** What earlier versions did not write. */
const bucketDefaults: Partial<Bucket> = { domains: [] };

export const isTags = listOf(shape<Tag>({ key: isText, value: isText }));

export const isObjectRecord = shape<ObjectRecord>({
  blob: isText,
  head: shape<ObjectHead>({
    key: isText,
    size: isNumber,
    etag: isText,
    md5: isText,
    crc64: isText,
    modified: isNumber,
    type: oneOf('Normal', 'Multipart', 'Appendable', 'Symlink'),
    storageClass: isText,
    acl: oneOf('private', 'public-read', 'public-read-write', 'default'),
    headers: mapOf(isText),
    meta: mapOf(isText),
    tags: optional(isTags),
    target: optional(isText),
    version: optional(isText),
  }),
});

export const readBucketRecord = (path: string) => readRecord(path, isBucket, bucketDefaults);

/** Throws a plain Error that names the file where it is not what this version would have written. */
export async function readRecord<T>(
  path: string,
  check: Check<T>,
  defaults: Partial<T> = {},
): Promise<T> {
  const record = parseAs(check, await readFile(path, 'utf8'), defaults);
  if (record === undefined) throw new Error(`${path} is damaged: it is no record of this store`);
  return record;
}
