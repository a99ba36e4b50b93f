import type { AskedOfBucket } from '../call.ts';
import type { Response } from '../http/message.ts';
import { answerXml } from '../http/respond.ts';
import type { ObjectHead } from '../store/object.ts';
import { versionHeader } from './version.ts';

/** Where the client finds the object: a host of the bucket, or its path. */
function locationOf({ address, bucket, request }: AskedOfBucket, key: string): string {
  const path = [...(address.style === 'path' ? [bucket.name] : []), ...key.split('/')];
  const scheme = request.secure ? 'https' : 'http';
  return `${scheme}://${address.host}/${path.map(encodeURIComponent).join('/')}`;
}

/** Where the client is sent; undefined for what is no address of the web, so that no header can be written by a form. */
function redirectOf(to: string | undefined, bucket: string, { key, etag }: ObjectHead) {
  if (to === undefined || !URL.canParse(to)) return undefined;
  const url = new URL(to);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const added = { bucket, key, etag: `"${etag}"` };
  for (const [name, value] of Object.entries(added)) url.searchParams.append(name, value);
  return url.href;
}

/**
 * What a form wants to hear: the way to another page, an XML document (201), nothing (200), or what every other value
 * means, nothing (204).
 */
export function answerPost(
  head: ObjectHead,
  fields: ReadonlyMap<string, string>,
  asked: AskedOfBucket,
): Response {
  const { key, etag, crc64 } = head;
  const headers = {
    ETag: `"${etag}"`,
    'x-oss-hash-crc64ecma': crc64,
    ...versionHeader(asked.bucket, head),
  };
  const bucket = asked.bucket.name;
  const to = redirectOf(fields.get('success_action_redirect'), bucket, head);
  if (to !== undefined) return { status: 303, headers: { ...headers, Location: to } };
  const status = fields.get('success_action_status');
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers };
  const location = locationOf(asked, key);
  const answer = answerXml({
    PostResponse: { Bucket: bucket, Location: location, Key: key, ETag: `"${etag}"` },
  });
  return {
    ...answer,
    status: 201,
    headers: { ...answer.headers, ...headers, Location: location },
  };
}
