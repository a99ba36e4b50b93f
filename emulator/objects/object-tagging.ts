import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import type { Tag } from '../store/object.ts';
import { readTags, tagElements } from './tags.ts';
import { versionHeader } from './version.ts';

/** Bytes of a document with ten tags. */
const longest = 65_536;
/** Whoever may read or write an object may not therefore its tags (Q227). */
const row = { on: 'object', query: 'tagging', right: 'own-bucket', takesVersion: true } as const;

/** Answers what the headers say of the version. */
async function change(asked: AskedOfObject, tags: readonly Tag[]): Promise<Record<string, string>> {
  const { world, bucket, key, version, head } = asked;
  if (!head || !(await world.store.changeObject(bucket.name, key, { tags }, version)))
    refuse('no-such-key', { fields: { Key: key } });
  return versionHeader(bucket, head);
}

export const getObjectTagging: ObjectCall = {
  ...row,
  name: 'GetObjectTagging',
  method: 'GET',
  run: ({ bucket, key, head }) => {
    const found = head ?? refuse('no-such-key', { fields: { Key: key } });
    const answer = answerXml(tagElements(found.tags));
    return { ...answer, headers: { ...answer.headers, ...versionHeader(bucket, found) } };
  },
};

/** In place of all that the object has. */
export const putObjectTagging: ObjectCall = {
  ...row,
  name: 'PutObjectTagging',
  method: 'PUT',
  run: async (asked) => {
    const tags = readTags((await readBody(asked.request, longest)).toString());
    return { status: 200, headers: await change(asked, tags) };
  },
};

export const deleteObjectTagging: ObjectCall = {
  ...row,
  name: 'DeleteObjectTagging',
  method: 'DELETE',
  run: async (asked) => ({ status: 204, headers: await change(asked, []) }),
};
