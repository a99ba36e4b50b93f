import { refuse } from '../errors.ts';

/** 3 to 63 lower-case letters, digits and hyphens; a letter or a digit at both ends (manual, section 1.3). */
export const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);

export function holdBucketName(name: string): void {
  if (!isBucketName(name)) refuse('invalid-bucket-name', { fields: { BucketName: name } });
}
