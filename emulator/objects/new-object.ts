import { fromOctets } from '../auth/octets.ts';
import { refuse } from '../errors.ts';
import type { Bucket } from '../store/bucket.ts';
import type { NewObject } from '../store/object.ts';
import { readObjectAcl } from './acl.ts';
import { storedHeaders } from './headers.ts';
import { storageClasses } from './storage-class.ts';
import { readTagging } from './tags.ts';

const metaPrefix = 'x-oss-meta-';

/** What the headers of a put say of the object besides its bytes. Its storage class is the bucket's by default. */
export function readNewObject(
  headers: Readonly<Record<string, string>>,
  bucket: Pick<Bucket, 'storageClass'>,
): NewObject {
  const stored = storedHeaders.map((name) => name.toLowerCase());
  const isMeta = (name: string) => name.startsWith(metaPrefix) && name !== metaPrefix;
  const pick = (chosen: (name: string) => boolean, skip = 0) =>
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        chosen(name) ? [[name.slice(skip), value]] : [],
      ),
    );
  return {
    acl: readObjectAcl(headers) ?? 'default',
    headers: pick((name) => stored.includes(name)),
    meta: pick(isMeta, metaPrefix.length),
    tags: readTagging(headers['x-oss-tagging'] ?? ''),
    storageClass: readStorageClass(headers['x-oss-storage-class'] ?? bucket.storageClass),
  };
}

function readStorageClass(value: string): string {
  if (storageClasses.includes(value)) return value;
  const reason = 'The storage class you specified is not valid.';
  return refuse('invalid-argument', {
    fields: { reason, ArgumentName: 'x-oss-storage-class', ArgumentValue: fromOctets(value) },
  });
}
