import { readFile } from 'node:fs/promises';
import { type Check, isNumber, isText, mapOf, oneOf, parseAs, shape } from './check.ts';
import type { Bucket, ObjectHead, Style } from './store.ts';

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
  styles: mapOf(shape<Style>({ content: isText })),
});

const isObjectRecord = shape<ObjectRecord>({
  blob: isText,
  head: shape<ObjectHead>({
    key: isText,
    size: isNumber,
    etag: isText,
    md5: isText,
    crc64: isText,
    modified: isNumber,
    type: oneOf('Normal'),
    storageClass: isText,
    acl: oneOf('private', 'public-read', 'public-read-write', 'default'),
    headers: mapOf(isText),
    meta: mapOf(isText),
  }),
});

export const readObjectRecord = (path: string) => readRecord(path, isObjectRecord);
export const readBucketRecord = (path: string) => readRecord(path, isBucket);

/** Throws a plain Error that names the file where it is not what this version would have written. */
async function readRecord<T>(path: string, check: Check<T>): Promise<T> {
  const record = parseAs(check, await readFile(path, 'utf8'));
  if (record === undefined) throw new Error(`${path} is damaged: it is no record of this store`);
  return record;
}
