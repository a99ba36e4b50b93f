import { refuse } from '../errors.ts';

/**
 * Refuses what is no object name: 1 to 1,023 bytes of UTF-8 (half a surrogate pair has none) that begin neither with `/` nor
 * with `\` (OSS, HTTP 400 status code, InvalidObjectName).
 */
export function holdObjectName(key: string): void {
  if (key === '') refuse('object-name-empty');
  if (Buffer.byteLength(key) > 1023) refuse('object-name-too-long');
  if (/^[/\\]|\p{Surrogate}/u.test(key))
    refuse('invalid-object-name', { fields: { ObjectName: key } });
}
