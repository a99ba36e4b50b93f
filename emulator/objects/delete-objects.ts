import { permit } from '../auth/permit.ts';
import type { AskedOfBucket, BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import { parseLongXml } from '../http/long-xml.ts';
import { childOf, textOf, wholeTextOf } from '../http/xml.ts';

const most = 1000;
/** Bytes of a document (OSS API reference, DeleteMultipleObjects). */
const longest = 2 * 2 ** 20;
/** Tags that an object brings at most: Object, Key and VersionId, opened and closed. */
const tags = 6;

interface Asked {
  readonly keys: readonly string[];
  /** Tell only what failed. */
  readonly quiet: boolean;
}

const malformed = (detail: string) => refuse('malformed-xml', { fields: { ErrorDetail: detail } });

async function read({ request }: AskedOfBucket): Promise<Asked> {
  if (request.headers['content-md5'] === undefined) refuse('no-content-md5');
  const text = (await readBody(request, longest)).toString();
  // Before it is parsed, since half a million empty tags would take a second of everybody's.
  if (text.split('<').length > 2 * most * tags) malformed(`more tags than ${most} objects have`);
  const tree = await parseLongXml(text, 'Delete');
  const found = childOf(tree, 'Object') ?? malformed('no Object');
  const objects: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (objects.length > most) malformed(`more than ${most} objects`);
  const keys = objects.map(
    (object) => wholeTextOf(object, 'Key') || malformed('an Object without Key'),
  );
  return { keys, quiet: textOf(tree, 'Quiet') === 'true' };
}

/** Deletes up to 1,000 objects; a key that is not there is deleted too. */
export const deleteObjects: BucketCall = {
  name: 'DeleteMultipleObjects',
  method: 'POST',
  on: 'bucket',
  query: 'delete',
  right: 'write-object',
  run: async (asked) => {
    const { world, bucket, principal, request } = asked;
    const { keys, quiet } = await read(asked);
    // All are looked at before the first goes: what is refused leaves everything as it was.
    for (const key of keys)
      permit(principal, 'write-object', bucket, await world.store.head(bucket.name, key));
    for (const key of keys) await world.store.remove(bucket.name, key);
    if (quiet) return { status: 200, headers: {} };
    const isEncoded = request.query.get('encoding-type') === 'url';
    const write = isEncoded ? encodeURIComponent : (key: string) => key;
    return answerXml({
      DeleteResult: {
        EncodingType: isEncoded ? 'url' : undefined,
        Deleted: keys.map((key) => ({ Key: write(key) })),
      },
    });
  },
};
