import { fromOctets } from '../auth/octets.ts';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { decodeLoosely } from '../http/query.ts';
import type { ObjectHead } from '../store/object.ts';
import { identityHeaders } from './headers.ts';
import { holdObjectName } from './name.ts';
import { readNewObject } from './new-object.ts';
import { holdOverwrite } from './overwrite.ts';
import { versionHeader } from './version.ts';

const header = 'x-oss-symlink-target';

/** The key that a link leads to, percent-encoded in its header. */
function readTarget(headers: Readonly<Record<string, string>>): string {
  const target = decodeLoosely(fromOctets(headers[header] ?? ''));
  if (target === '') refuse('no-symlink-target');
  holdObjectName(target);
  return target;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A link has no content.
}

/** The target is not looked at before somebody reads through the link. Source: OSS API reference, PutSymlink. */
export const putSymlink: ObjectCall = {
  name: 'PutSymlink',
  method: 'PUT',
  on: 'object',
  query: 'symlink',
  right: 'write-object',
  run: async ({ request, world, bucket, key }) => {
    const { headers } = request;
    const link = { ...readNewObject(headers, bucket), target: readTarget(headers) };
    const holdNew = (_: ObjectHead, old: ObjectHead | undefined) =>
      holdOverwrite(headers['x-oss-forbid-overwrite'], bucket, old);
    const made =
      (await world.store.put(bucket.name, key, nothing(), link, holdNew)) ??
      refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
    return { status: 200, headers: versionHeader(bucket, made) };
  },
};

export const getSymlink: ObjectCall = {
  name: 'GetSymlink',
  method: 'GET',
  on: 'object',
  query: 'symlink',
  right: 'read-object',
  takesVersion: true,
  run: ({ bucket, key, head }) => {
    const link = head ?? refuse('no-such-key', { fields: { Key: key } });
    const target = link.target ?? refuse('no-symlink', { fields: { Key: key } });
    const named = target.split('/').map(encodeURIComponent).join('/');
    const headers = { ...identityHeaders(link), ...versionHeader(bucket, link) };
    return { status: 200, headers: { ...headers, [header]: named } };
  },
};
