import { randomBytes } from 'node:crypto';
import type { Bucket } from './bucket.ts';
import type { DeleteMarker, ObjectHead } from './object.ts';
import { wholeSeconds } from './seconds.ts';

/** Something that a store keeps with the head of an object. */
export interface Headed {
  readonly head: ObjectHead;
}
/** What there is of a key: objects and marks of deletions, the newest first. */
export type Version<Kept extends Headed> = Kept | { readonly marker: DeleteMarker };
export type Versions<Kept extends Headed> = readonly Version<Kept>[];

/** The id of what was put while no versions were kept. */
export const nullVersion = 'null';
/** Letters and digits alone (OSS error code page 0012-00000202). */
const newVersion = (): string => `CAEQ${randomBytes(30).toString('hex')}`;

export const isKept = <Kept extends Headed>(version: Version<Kept>): version is Kept =>
  'head' in version;
export const idOf = (version: Version<Headed>): string =>
  isKept(version) ? (version.head.version ?? nullVersion) : version.marker.version;

/** How a key changes: what there is of it afterwards, and what of its content nobody needs any more. */
export interface Turnover<Kept extends Headed> {
  readonly versions: Versions<Kept>;
  readonly dropped: readonly Kept[];
}

function without<Kept extends Headed>(versions: Versions<Kept>, id: string): Turnover<Kept> {
  return {
    versions: versions.filter((version) => idOf(version) !== id),
    dropped: versions.filter(isKept).filter((version) => idOf(version) === id),
  };
}

const inFront = <Kept extends Headed>(
  version: Version<Kept>,
  { versions, dropped }: Turnover<Kept>,
): Turnover<Kept> => ({ versions: [version, ...versions], dropped });

type Keeping = Pick<Bucket, 'versioning'>;

/** The id of what is made now; suspended, it takes the place of what has the null version. */
const idNow = ({ versioning }: Keeping): string =>
  versioning === 'Enabled' ? newVersion() : nullVersion;

/** The head of an object that is put into a bucket now. */
export function versioned(head: ObjectHead, bucket: Keeping): ObjectHead {
  const version = idNow(bucket);
  return version === nullVersion ? head : { ...head, version };
}

/** A `versioned` object is put. */
export const entering = <Kept extends Headed>(
  versions: Versions<Kept>,
  made: Kept,
): Turnover<Kept> => inFront(made, without(versions, idOf(made)));

/** A key is deleted without a version: for good, or where versions are or were kept by a mark. */
export function deleting<Kept extends Headed>(
  versions: Versions<Kept>,
  key: string,
  bucket: Keeping,
  now: number,
): Turnover<Kept> & { readonly marker?: DeleteMarker } {
  if (bucket.versioning === undefined) return without(versions, nullVersion);
  const version = idNow(bucket);
  const marker = { key, version, modified: wholeSeconds(now) };
  return { ...inFront({ marker }, without(versions, version)), marker };
}

/** One version is deleted for good. */
export const removing = without;

/** The content or head of one version becomes another. */
export const replacing = <Kept extends Headed>(
  versions: Versions<Kept>,
  old: Kept,
  made: Kept,
): Versions<Kept> => versions.map((version) => (version === old ? made : version));
