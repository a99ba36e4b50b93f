import { formatHttpDate } from '../http/respond.ts';
import type { ObjectHead } from '../store/object.ts';
import { unknownType } from './content-type.ts';

type Headers = Record<string, string>;

/** Headers that a put brings and a get gives back. */
export const storedHeaders = [
  'Content-Type',
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Expires',
] as const;

export const identityHeaders = ({ etag, modified }: ObjectHead): Headers => ({
  ETag: `"${etag}"`,
  'Last-Modified': formatHttpDate(modified),
});

export const metaHeaders = ({ meta }: ObjectHead): Headers =>
  Object.fromEntries(Object.entries(meta).map(([name, value]) => [`x-oss-meta-${name}`, value]));

/** All that a GET of the whole object says of it. */
export function objectHeaders(head: ObjectHead): Headers {
  const stored = storedHeaders.flatMap((name) => {
    const value = head.headers[name.toLowerCase()];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    'Content-Type': unknownType,
    'Content-Length': String(head.size),
    ...identityHeaders(head),
    'Accept-Ranges': 'bytes',
    ...(Object.fromEntries(stored) as Headers),
    // What was put or appended in pieces has none; a link has that of its target (OSS API reference, GetObject).
    ...(head.md5 !== '' && { 'Content-MD5': head.md5 }),
    'x-oss-object-type': head.type,
    ...(head.type === 'Appendable' && { 'x-oss-next-append-position': String(head.size) }),
    'x-oss-hash-crc64ecma': head.crc64,
    'x-oss-storage-class': head.storageClass,
    ...metaHeaders(head),
  };
}
