/** Names by method of what a query parameter selects; an empty table: all that there is of it is built. */
type Names = Readonly<Record<string, string>>;

const setting = (of: string): Names => ({
  GET: `Get${of}`,
  PUT: `Put${of}`,
  DELETE: `Delete${of}`,
});

const bucket: Readonly<Record<string, Names>> = {
  accessMonitor: setting('BucketAccessMonitor'),
  acl: {},
  bucketInfo: {},
  cname: {},
  cors: {},
  delete: {},
  encryption: setting('BucketEncryption'),
  httpsConfig: setting('BucketHttpsConfig'),
  img: setting('BucketImage'),
  inventory: setting('BucketInventory'),
  lifecycle: setting('BucketLifecycle'),
  live: {},
  location: {},
  logging: setting('BucketLogging'),
  metaQuery: { GET: 'GetMetaQueryStatus', POST: 'DoMetaQuery' },
  policy: setting('BucketPolicy'),
  policyStatus: { GET: 'GetBucketPolicyStatus' },
  processConfiguration: { DELETE: 'DeleteBucketProcess' },
  publicAccessBlock: setting('BucketPublicAccessBlock'),
  qosInfo: setting('BucketQoSInfo'),
  referer: setting('BucketReferer'),
  replication: { GET: 'GetBucketReplication', POST: 'PutBucketReplication' },
  replicationLocation: { GET: 'GetBucketReplicationLocation' },
  replicationProgress: { GET: 'GetBucketReplicationProgress' },
  requestPayment: setting('BucketRequestPayment'),
  resourceGroup: setting('BucketResourceGroup'),
  responseHeader: setting('BucketResponseHeader'),
  rtc: { PUT: 'PutBucketRTC' },
  stat: {},
  style: {},
  tagging: setting('BucketTags'),
  transferAcceleration: setting('BucketTransferAcceleration'),
  uploads: {},
  versioning: setting('BucketVersioning'),
  versions: { GET: 'ListObjectVersions' },
  website: setting('BucketWebsite'),
  worm: { GET: 'GetBucketWorm', POST: 'InitiateBucketWorm', DELETE: 'AbortBucketWorm' },
  wormExtend: { POST: 'ExtendBucketWorm' },
  wormId: { POST: 'CompleteBucketWorm' },
};

const object: Readonly<Record<string, Names>> = {
  acl: {},
  append: {},
  asyncFetch: { GET: 'GetAsyncFetchTask', POST: 'PutAsyncFetchTask' },
  live: { GET: 'GetLiveChannelInfo', PUT: 'PutLiveChannel', DELETE: 'DeleteLiveChannel' },
  objectMeta: {},
  restore: { POST: 'RestoreObject' },
  symlink: {},
  tagging: {},
  uploadId: {},
  uploads: {},
  'x-oss-async-process': {},
};

/** Sub-resources of the service that select a call of their own, built or not. */
export const subResources = { service: { regions: { GET: 'DescribeRegions' } }, bucket, object };

/** Calls without a sub-resource that are not built. */
export const plainCalls = {
  service: {},
  bucket: {},
  object: {},
};
