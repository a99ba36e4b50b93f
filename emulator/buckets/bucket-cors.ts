import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import type { Cors } from '../store/cors.ts';
import { changeBucket } from './change.ts';
import { printCors, readCors } from './cors-document.ts';

/** 16 KB, the largest document (OSS API reference, PutBucketCors). */
const longest = 16_384;
const none: Cors = { rules: [], vary: false };
const row = { on: 'bucket', query: 'cors', right: 'own-bucket' } as const;

/** New rules take the place of all that were there. */
export const putBucketCors: BucketCall = {
  ...row,
  name: 'PutBucketCors',
  method: 'PUT',
  run: async (asked) => {
    const cors = readCors((await readBody(asked.request, longest)).toString(), asked.bucket);
    await changeBucket(asked, { cors });
    return { status: 200, headers: {} };
  },
};

export const getBucketCors: BucketCall = {
  ...row,
  name: 'GetBucketCors',
  method: 'GET',
  run: ({ bucket: { name, cors = none } }) =>
    cors.rules.length === 0
      ? refuse('no-cors', { fields: { BucketName: name } })
      : answerXml(printCors(cors)),
};

/** To delete rules that are not there is no error. */
export const deleteBucketCors: BucketCall = {
  ...row,
  name: 'DeleteBucketCors',
  method: 'DELETE',
  run: async (asked) => {
    await changeBucket(asked, { cors: none });
    return { status: 204, headers: {} };
  },
};
