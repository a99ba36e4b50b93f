/** In the service's own words (OSS API reference, PutObject, PutBucket). Nothing is archived for real. */
export const storageClasses: readonly string[] = [
  'Standard',
  'IA',
  'Archive',
  'ColdArchive',
  'DeepColdArchive',
];
