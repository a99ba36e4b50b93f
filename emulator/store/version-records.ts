import { isNumber, isText, listOf, shape } from './check.ts';
import type { DeleteMarker } from './object.ts';
import { isObjectRecord, type ObjectRecord, readRecord } from './records.ts';
import { onlyOne } from './version-index.ts';
import type { Version, Versions } from './versions.ts';

const isMarkRecord = shape<{ readonly marker: DeleteMarker }>({
  marker: shape<DeleteMarker>({ key: isText, version: isText, modified: isNumber }),
});

/** What the folder store writes of a key that has versions; of any other its object alone. */
interface VersionsRecord {
  readonly versions: Versions<ObjectRecord>;
}
const isVersionsRecord = shape<VersionsRecord>({
  versions: listOf(
    (value): value is Version<ObjectRecord> => isObjectRecord(value) || isMarkRecord(value),
  ),
});

const isEither = (value: unknown): value is ObjectRecord | VersionsRecord =>
  isObjectRecord(value) || isVersionsRecord(value);

/** All that there is of one key. Throws like `readRecord`. */
export async function readVersions(path: string): Promise<Versions<ObjectRecord>> {
  const record = await readRecord(path, isEither);
  return 'versions' in record ? record.versions : [record];
}

export const writeVersions = (versions: Versions<ObjectRecord>): string =>
  JSON.stringify(onlyOne(versions) ?? { versions });
