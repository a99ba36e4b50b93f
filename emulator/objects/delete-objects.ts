import { permit } from '../auth/permit.ts';
import type { AskedOfBucket, BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import type { Elements } from '../http/to-xml.ts';
import { parseLongXml } from '../http/long-xml.ts';
import { childOf, textOf, wholeTextOf } from '../http/xml.ts';
import { holdObjectName } from './name.ts';
import { readVersion, wasMarker } from './version.ts';

const most = 1000;
/** Bytes of a document (OSS API reference, DeleteMultipleObjects). */
const longest = 2 * 2 ** 20;
/** Tags that an object brings at most: Object, Key and VersionId, opened and closed. */
const tags = 6;

interface Named {
  readonly key: string;
  readonly version: string | undefined;
}
interface Asked {
  readonly objects: readonly Named[];
  /** Tell only what failed. */
  readonly quiet: boolean;
}

const malformed = (detail: string) => refuse('malformed-xml', { fields: { ErrorDetail: detail } });

function readNamed(object: unknown): Named {
  const key = wholeTextOf(object, 'Key') || malformed('an Object without Key');
  holdObjectName(key);
  return { key, version: readVersion({ get: () => textOf(object, 'VersionId') || undefined }) };
}

async function read({ request }: AskedOfBucket): Promise<Asked> {
  if (request.headers['content-md5'] === undefined) refuse('no-content-md5');
  const text = (await readBody(request, longest)).toString();
  // Before it is parsed, since half a million empty tags would take a second of everybody's.
  if (text.split('<').length > 2 * most * tags) malformed(`more tags than ${most} objects have`);
  const tree = await parseLongXml(text, 'Delete');
  const found = childOf(tree, 'Object') ?? malformed('no Object');
  const objects: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (objects.length > most) malformed(`more than ${most} objects`);
  return {
    objects: objects.map(readNamed),
    quiet: textOf(tree, 'Quiet') === 'true',
  };
}

/** Deletes one, and says what of it is gone or what mark stands for it. */
async function remove(
  { world: { store }, bucket }: AskedOfBucket,
  { key, version }: Named,
): Promise<Elements> {
  if (version === undefined) {
    const marker = await store.remove(bucket.name, key);
    return typeof marker === 'boolean' ? {} : markerElements(marker.version);
  }
  const removed = await store.removeVersion(bucket.name, key, version);
  return { VersionId: version, ...(wasMarker(removed) && markerElements(version)) };
}

const markerElements = (version: string): Elements => ({
  DeleteMarker: true,
  DeleteMarkerVersionId: version,
});

/** Deletes up to 1,000 objects; a key that is not there is deleted too. */
export const deleteObjects: BucketCall = {
  name: 'DeleteMultipleObjects',
  method: 'POST',
  on: 'bucket',
  query: 'delete',
  right: 'write-object',
  run: async (asked) => {
    const { world, bucket, principal, request } = asked;
    const { objects, quiet } = await read(asked);
    // All are looked at before the first goes: what is refused leaves everything as it was.
    for (const { key } of objects)
      permit(principal, 'write-object', bucket, await world.store.head(bucket.name, key));
    const deleted: Elements[] = [];
    const isEncoded = request.query.get('encoding-type') === 'url';
    const write = isEncoded ? encodeURIComponent : (key: string) => key;
    for (const object of objects)
      deleted.push({ Key: write(object.key), ...(await remove(asked, object)) });
    if (quiet) return { status: 200, headers: {} };
    return answerXml({
      DeleteResult: {
        EncodingType: isEncoded ? 'url' : undefined,
        Deleted: deleted,
      },
    });
  },
};
