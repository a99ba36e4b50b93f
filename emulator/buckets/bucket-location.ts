import type { BucketCall } from '../call.ts';
import { answerXml } from '../http/respond.ts';

export const getBucketLocation: BucketCall = {
  name: 'GetBucketLocation',
  method: 'GET',
  on: 'bucket',
  query: 'location',
  right: 'own-bucket',
  run: ({ bucket }) => answerXml({ LocationConstraint: `oss-${bucket.region}` }),
};
