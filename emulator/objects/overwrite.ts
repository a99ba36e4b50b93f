import { refuse } from '../errors.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectHead } from '../store/object.ts';

/**
 * Refuses to put in the place of an object where `x-oss-forbid-overwrite` says so. Where versions are or were kept nothing is
 * overwritten. Source: OSS API reference, PutObject.
 */
export function holdOverwrite(
  forbids: string | undefined,
  { versioning }: Pick<Bucket, 'versioning'>,
  old: ObjectHead | undefined,
): void {
  if (forbids === 'true' && old && versioning === undefined) refuse('object-exists');
}
