import { ownerElements } from '../buckets/owner.ts';
import type { ObjectCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { answerXml } from '../http/respond.ts';
import { readObjectAcl, refuseObjectAcl } from './acl.ts';
import { versionHeader } from './version.ts';

export const getObjectAcl: ObjectCall = {
  name: 'GetObjectAcl',
  method: 'GET',
  on: 'object',
  query: 'acl',
  right: 'read-object-acl',
  takesVersion: true,
  run: ({ world, bucket, key, head }) => {
    const found = head ?? refuse('no-such-key', { fields: { Key: key } });
    const answer = answerXml({
      AccessControlPolicy: {
        Owner: ownerElements(bucket.owner, world.credentials),
        AccessControlList: { Grant: found.acl },
      },
    });
    return { ...answer, headers: { ...answer.headers, ...versionHeader(bucket, found) } };
  },
};

export const putObjectAcl: ObjectCall = {
  name: 'PutObjectAcl',
  method: 'PUT',
  on: 'object',
  query: 'acl',
  right: 'write-object-acl',
  takesVersion: true,
  run: async ({ request, world, bucket, key, version, head }) => {
    const acl = readObjectAcl(request.headers) ?? refuseObjectAcl('');
    if (!head || !(await world.store.changeObject(bucket.name, key, { acl }, version)))
      refuse('no-such-key', { fields: { Key: key } });
    return { status: 200, headers: versionHeader(bucket, head) };
  },
};
