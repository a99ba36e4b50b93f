/**
 * Query parameters that belong to the resource that a V1 signature covers: the union of the lists in the official SDKs
 * (aliyun-oss-java-sdk SignParameters, aliyun-oss-python-sdk auth.py, aliyun-oss-php-sdk SignerV1,
 * alibabacloud-oss-go-sdk-v2 signer/v1.go, read in 2026). No SDK leaves one of them unsigned when it sends it.
 */
const names = new Set(
  `acl accessMonitor append asyncFetch bucketInfo callback callback-var cloudboxes cname comp continuation-token cors
  delete encryption endTime group img inventory inventoryId lifecycle link live location logging metaQuery objectInfo
  objectMeta partNumber policy position processConfiguration qos qosInfo referer regionList replication
  replicationLocation replicationProgress requestPayment resourceGroup response-cache-control
  response-content-disposition response-content-encoding response-content-language response-content-type
  response-expires responseHeader restore rtc security-token sequential startTime stat status style styleName symlink
  tagging transferAcceleration udf udfApplication udfApplicationLog udfImage udfImageDesc udfName uploadId uploads
  versionId versioning versions vip vod vpcip website worm wormExtend wormId`.split(/\s+/),
);

/** Whether a V1 signature covers a query parameter. Every `x-oss-` parameter is covered, `x-oss-process` for one. */
export function isSubResource(name: string): boolean {
  return name.startsWith('x-oss-') || names.has(name);
}
