import type { CreateCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import type { Request } from '../http/message.ts';
import { parseXml, textOf } from '../http/xml.ts';
import { storageClasses } from '../objects/storage-class.ts';
import { openAccess } from '../store/access.ts';
import { readBucketAcl } from './acl.ts';
import { isElsewhere } from './endpoint.ts';
import { accountOf } from './owner.ts';

async function readStorageClass(request: Request): Promise<string> {
  const body = (await readBody(request, 65_536)).toString();
  if (body.trim() === '') return 'Standard';
  const asked = textOf(parseXml(body, 'CreateBucketConfiguration'), 'StorageClass') ?? 'Standard';
  if (storageClasses.includes(asked)) return asked;
  return refuse('malformed-xml', { fields: { ErrorDetail: `unknown StorageClass ${asked}` } });
}

/** Asked again by its owner, in its region, it changes the ACL, if one is given, and nothing else. */
export const putBucket: CreateCall = {
  name: 'PutBucket',
  method: 'PUT',
  on: 'new-bucket',
  right: 'create-bucket',
  run: async ({ request, address, principal, world, name }) => {
    const { store, settings, credentials } = world;
    const acl = readBucketAcl(request.headers);
    const owner = accountOf(principal, credentials).id;
    const isNew = await store.createBucket({
      name,
      owner,
      region: address.region ?? settings.region,
      created: world.now(),
      acl: acl ?? 'private',
      storageClass: await readStorageClass(request),
      edition: settings.edition,
      styles: [],
      access: openAccess,
      domains: [],
    });
    if (!isNew) {
      const bucket = await store.getBucket(name);
      const isTaken = principal.kind === 'account' && bucket?.owner !== owner;
      if (isTaken || (bucket && isElsewhere(address, bucket.region)))
        refuse('bucket-exists', { fields: { BucketName: name } });
      if (acl !== undefined) await store.changeBucket(name, { acl });
    }
    return { status: 200, headers: { Location: `/${name}` } };
  },
};
