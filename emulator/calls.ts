import { isSubResource } from './auth/sub-resources.ts';
import { getBucketAcl, putBucketAcl } from './buckets/bucket-acl.ts';
import {
  getProcessConfiguration,
  putProcessConfiguration,
} from './buckets/process-configuration.ts';
import { deleteStyle, getStyles, putStyle } from './buckets/style.ts';
import { getBucketInfo } from './buckets/bucket-info.ts';
import { getBucketLocation } from './buckets/bucket-location.ts';
import { bucketStat } from './buckets/bucket-stat.ts';
import { listCname, postCname } from './buckets/cname.ts';
import { deleteBucket } from './buckets/delete-bucket.ts';
import { listLiveChannels } from './buckets/live-channels.ts';
import { listBuckets } from './buckets/list-buckets.ts';
import { listMultipartUploads } from './buckets/list-multipart-uploads.ts';
import { listObjectsV2 } from './buckets/list-objects-v2.ts';
import { listObjects } from './buckets/list-objects.ts';
import { listObjectVersions } from './buckets/list-object-versions.ts';
import { putBucket } from './buckets/put-bucket.ts';
import { deleteBucketCors, getBucketCors, putBucketCors } from './buckets/bucket-cors.ts';
import { getBucketVersioning, putBucketVersioning } from './buckets/versioning.ts';
import type { Call } from './call.ts';
import { refuse } from './errors.ts';
import type { Address } from './http/address.ts';
import type { Request } from './http/message.ts';
import { abortMultipartUpload } from './objects/abort-multipart-upload.ts';
import { appendObject } from './objects/append-object.ts';
import { asyncProcessObject } from './objects/async-process-object.ts';
import { completeMultipartUpload } from './objects/complete-multipart-upload.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { getObjectMeta, headObject } from './objects/head-object.ts';
import { initiateMultipartUpload } from './objects/initiate-multipart-upload.ts';
import { listParts } from './objects/list-parts.ts';
import { getObjectAcl, putObjectAcl } from './objects/object-acl.ts';
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
} from './objects/object-tagging.ts';
import {
  getByHeader,
  getProcessed,
  headByHeader,
  headProcessed,
  postProcessed,
} from './objects/process-object.ts';
import { optionBucket, optionObject } from './objects/option-object.ts';
import { postObject } from './objects/post-object.ts';
import { putObject } from './objects/put-object.ts';
import { getSymlink, putSymlink } from './objects/symlink.ts';
import { uploadPartCopy } from './objects/upload-part-copy.ts';
import { uploadPart } from './objects/upload-part.ts';
import { holdRiders, namesUnbuilt, refuseUnbuilt } from './unbuilt.ts';

/** Of the calls that fit a request the first counts: a process before a sub-resource, a sub-resource before none. */
export const calls: readonly Call[] = [
  listBuckets,
  putBucketAcl,
  putBucket,
  getBucketAcl,
  getBucketInfo,
  getBucketLocation,
  putStyle,
  getStyles,
  deleteStyle,
  putProcessConfiguration,
  getProcessConfiguration,
  putBucketCors,
  getBucketCors,
  deleteBucketCors,
  putBucketVersioning,
  getBucketVersioning,
  listObjectVersions,
  bucketStat,
  postCname,
  listCname,
  listLiveChannels,
  listMultipartUploads,
  deleteObjects,
  postObject,
  optionBucket,
  optionObject,
  listObjectsV2,
  listObjects,
  deleteBucket,
  getProcessed,
  headProcessed,
  getByHeader,
  headByHeader,
  postProcessed,
  asyncProcessObject,
  appendObject,
  initiateMultipartUpload,
  uploadPartCopy,
  uploadPart,
  completeMultipartUpload,
  abortMultipartUpload,
  listParts,
  putObjectAcl,
  putObjectTagging,
  putSymlink,
  copyObject,
  putObject,
  getObjectAcl,
  getObjectTagging,
  getSymlink,
  getObject,
  getObjectMeta,
  headObject,
  deleteObjectTagging,
  deleteObject,
];

type Resource = 'service' | 'bucket' | 'object';
function resourceOf({ on }: Call): Resource {
  return on === 'new-bucket' ? 'bucket' : on;
}

/** The calls of one method on one kind of resource, in their order. */
const fittings = new Map<string, readonly Call[]>();
const nameFitting = (resource: Resource, method: string) => `${method} ${resource}`;
for (const call of calls) {
  const name = nameFitting(resourceOf(call), call.method);
  fittings.set(name, [...(fittings.get(name) ?? []), call]);
}

/** Parameters that select built calls and cannot be passed over; a process may stand anywhere. */
const subResourcesOf = (resource: Resource): string[] =>
  calls
    .filter((call) => resourceOf(call) === resource)
    .flatMap(({ query = '' }) =>
      isSubResource(query) && query !== 'x-oss-process' ? [query] : [],
    );

/**
 * The call that a request means, by its method, the kind of resource it addresses, and a query parameter. Refuses calls
 * of OSS that the emulator does not know, by their names, and methods that OSS itself does not know. Other parameters
 * select nothing.
 */
export function findCall(
  { method, headers, query }: Pick<Request, 'method' | 'headers' | 'query'>,
  { bucket, key }: Pick<Address, 'bucket' | 'key'>,
): Call {
  const resource: Resource =
    key !== undefined ? 'object' : bucket !== undefined ? 'bucket' : 'service';
  holdRiders({ method, headers, query });
  const fitting = fittings.get(nameFitting(resource, method)) ?? [];
  const selected = fitting.find(
    (call) =>
      call.query !== undefined &&
      query.has(call.query) &&
      (call.header === undefined || call.header in headers),
  );
  if (selected) return selected;

  refuseUnbuilt(resource, method, query);
  // Another method of a sub-resource is not the call without it.
  const known =
    namesUnbuilt(resource, query) || subResourcesOf(resource).some((name) => query.has(name));
  const plain = fitting.filter((call) => call.query === undefined);
  const byHeader = plain.find(({ header }) => header !== undefined && header in headers);
  const call = byHeader ?? plain.find(({ header }) => header === undefined);
  return (
    (known ? undefined : call) ??
    refuse('method-not-allowed', { fields: { Method: method, ResourceType: titles[resource] } })
  );
}

/**
 * Whether the headers and the URL of a request sign nothing: a form is signed by its fields, and a browser asks by OPTIONS
 * with the URL that it means to ask by another method.
 */
export function isUnsigned(
  request: Pick<Request, 'method' | 'headers' | 'query'>,
  address: Pick<Address, 'bucket' | 'key'>,
): boolean {
  const { method, headers } = request;
  if (method === 'OPTIONS') return true;
  const isForm = /^multipart\/form-data/i.test(headers['content-type'] ?? '');
  return isForm && method === 'POST' && findCall(request, address) === postObject;
}

const titles = { service: 'Service', bucket: 'Bucket', object: 'Object' } as const;
