import type { BucketCall } from '../call.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { endpointsOf } from './endpoint.ts';
import { ownerElements } from './owner.ts';

/**
 * The endpoints are the host that the client used: the clean-up of the Go and Python suites compares them with its own
 * and otherwise goes on to ask the host that it finds here.
 */
export const getBucketInfo: BucketCall = {
  name: 'GetBucketInfo',
  method: 'GET',
  on: 'bucket',
  query: 'bucketInfo',
  right: 'own-bucket',
  run: ({ address, world, bucket }) => {
    const { extranet, intranet } = endpointsOf(address, bucket.region);
    const { DisplayName, ID } = ownerElements(bucket.owner, world.credentials);
    return answerXml({
      BucketInfo: {
        Bucket: {
          AccessMonitor: 'Disabled',
          CreationDate: formatIsoDate(bucket.created),
          ExtranetEndpoint: extranet,
          IntranetEndpoint: intranet,
          Location: `oss-${bucket.region}`,
          StorageClass: bucket.storageClass,
          DataRedundancyType: 'LRS',
          TransferAcceleration: 'Disabled',
          CrossRegionReplication: 'Disabled',
          Name: bucket.name,
          Owner: { DisplayName, ID },
          AccessControlList: { Grant: bucket.acl },
          ServerSideEncryptionRule: { SSEAlgorithm: 'None' },
          Versioning: bucket.versioning,
          BucketPolicy: { LogBucket: '', LogPrefix: '' },
        },
      },
    });
  },
};
