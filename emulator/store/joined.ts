import { createHash, randomBytes } from 'node:crypto';
import { joinCrc64 } from './crc64-join.ts';
import type { Digest } from './digest.ts';
import { makeHead } from './head.ts';
import type { NewObject, ObjectHead } from './object.ts';
import { wholeSeconds } from './seconds.ts';
import type { Part, Upload } from './uploads.ts';

export function makeUpload(key: string, object: NewObject, now: number): Upload {
  const id = randomBytes(16).toString('hex').toUpperCase();
  const { headers, meta } = object;
  const kept = { ...object, headers: { ...headers }, meta: { ...meta } };
  return { id, key, initiated: wholeSeconds(now), object: kept };
}

export const makePart = (number: number, digest: Digest, now: number): Part => ({
  number,
  ...digest,
  modified: wholeSeconds(now),
});

/** The parts of an upload, by their numbers. */
export const partsOf = ({
  parts,
}: {
  readonly parts: ReadonlyMap<number, { readonly part: Part }>;
}): Part[] => Array.from(parts.values(), ({ part }) => part).sort((a, b) => a.number - b.number);

/**
 * The head of what was appended to an object, or begins one. An ETag is made of the one before and of what was added, so that
 * nothing is read again (Q209).
 */
export function makeAppendedHead(
  key: string,
  old: ObjectHead | undefined,
  digest: Digest,
  object: NewObject,
  now: number,
): ObjectHead {
  const made: ObjectHead = { ...makeHead(key, digest, object, now), md5: '', type: 'Appendable' };
  if (old === undefined) return made;
  const etag = createHash('md5').update(`${old.etag}${digest.etag}`).digest('hex').toUpperCase();
  const { modified } = made;
  return { ...old, size: old.size + digest.size, etag, crc64: joinCrc64([old, digest]), modified };
}

/**
 * The head of an object of these parts. Its ETag says how many they are, and is no MD5 of the content (Q209); its CRC is that
 * of the content.
 */
export function makeJoinedHead(
  { key, object }: Upload,
  parts: readonly Part[],
  now: number,
): ObjectHead {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(part.md5, 'base64');
  const digest = {
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: `${md5.digest('hex').toUpperCase()}-${parts.length}`,
    md5: '',
    crc64: joinCrc64(parts),
  };
  return { ...makeHead(key, digest, object, now), type: 'Multipart' };
}
