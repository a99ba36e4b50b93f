import type { AskedOfObject, ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import type { Tag } from '../store/store.ts';
import { readTags, tagElements } from './tags.ts';

/** Bytes of a document with ten tags. */
const longest = 65_536;
/** Whoever may read or write an object may not therefore its tags (Q227). */
const row = { on: 'object', query: 'tagging', right: 'own-bucket' } as const;

async function change({ world, bucket, key }: AskedOfObject, tags: readonly Tag[]): Promise<void> {
  if (!(await world.store.changeObject(bucket.name, key, { tags })))
    refuse('no-such-key', { fields: { Key: key } });
}

export const getObjectTagging: ObjectCall = {
  ...row,
  name: 'GetObjectTagging',
  method: 'GET',
  run: ({ key, head }) => {
    const { tags } = head ?? refuse('no-such-key', { fields: { Key: key } });
    return answerXml(tagElements(tags));
  },
};

/** In place of all that the object has. */
export const putObjectTagging: ObjectCall = {
  ...row,
  name: 'PutObjectTagging',
  method: 'PUT',
  run: async (asked) => {
    await change(asked, readTags((await readBody(asked.request, longest)).toString()));
    return { status: 200, headers: {} };
  },
};

export const deleteObjectTagging: ObjectCall = {
  ...row,
  name: 'DeleteObjectTagging',
  method: 'DELETE',
  run: async (asked) => {
    await change(asked, []);
    return { status: 204, headers: {} };
  },
};
