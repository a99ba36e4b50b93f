import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import { parseXml, textOf } from '../http/xml.ts';
import { changeBucket } from './change.ts';

/** Bytes of a document that holds one word. */
const longest = 65_536;
const root = 'VersioningConfiguration';
const row = { on: 'bucket', query: 'versioning', right: 'own-bucket' } as const;

/** Once versions are kept, that can be suspended and not be undone. */
export const putBucketVersioning: BucketCall = {
  ...row,
  name: 'PutBucketVersioning',
  method: 'PUT',
  run: async (asked) => {
    const text = (await readBody(asked.request, longest)).toString();
    const versioning = textOf(parseXml(text, root), 'Status');
    if (versioning !== 'Enabled' && versioning !== 'Suspended')
      refuse('malformed-xml', { fields: { ErrorDetail: 'Status is Enabled or Suspended' } });
    await changeBucket(asked, { versioning });
    return { status: 200, headers: {} };
  },
};

export const getBucketVersioning: BucketCall = {
  ...row,
  name: 'GetBucketVersioning',
  method: 'GET',
  run: ({ bucket }) => answerXml({ [root]: { Status: bucket.versioning } }),
};
