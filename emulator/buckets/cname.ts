import type { AskedOfBucket, BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import type { Response } from '../http/message.ts';
import { answerXml, formatIsoDate } from '../http/respond.ts';
import { childOf, parseXml, textOf } from '../http/xml.ts';
import { refuseUnbuilt } from '../unbuilt.ts';
import { bindDomain, isCustom, unbindDomain } from './domains.ts';
import { ownerElements } from './owner.ts';

const row = { on: 'bucket', query: 'cname', right: 'own-bucket' } as const;

/** The domain that a request names. A certificate beside it says nothing here (Q138). */
async function readDomain({ request, world }: AskedOfBucket): Promise<string> {
  const text = (await readBody(request, 65_536)).toString();
  const tree = childOf(parseXml(text, 'BucketCnameConfiguration'), 'Cname');
  const host = (textOf(tree, 'Domain') ?? '').toLowerCase();
  if (!isCustom(host, world.settings.domains))
    refuse('invalid-domain', { fields: { value: host } });
  return host;
}

async function bind(asked: AskedOfBucket): Promise<Response> {
  const { world, bucket } = asked;
  const host = await readDomain(asked);
  const binding = { host, bucket: bucket.name, now: world.now(), move: false };
  const done = await bindDomain(world.store, binding).catch((error: unknown) => {
    if (error instanceof RangeError) refuse('too-many-domains');
    throw error;
  });
  if (done === 'missing') refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
  if (done === 'taken') refuse('domain-taken');
  return { status: 200, headers: {} };
}

/** To unbind what is not bound is no error. */
async function unbind(asked: AskedOfBucket): Promise<Response> {
  await unbindDomain(asked.world.store, await readDomain(asked), asked.bucket.name);
  return { status: 200, headers: {} };
}

/** `comp` says which call it is. Nobody proves here that a domain is theirs: tokens are not emulated. */
export const postCname: BucketCall = {
  ...row,
  name: 'PutCname',
  method: 'POST',
  run: (asked) => {
    refuseUnbuilt('bucket', 'POST', asked.request.query);
    const comp = asked.request.query.get('comp') ?? '';
    if (comp === 'add') return bind(asked);
    if (comp === 'delete') return unbind(asked);
    return refuse('invalid-argument', {
      fields: {
        reason: 'comp is add, delete or token.',
        ArgumentName: 'comp',
        ArgumentValue: comp,
      },
    });
  },
};

export const listCname: BucketCall = {
  ...row,
  name: 'ListCname',
  method: 'GET',
  run: ({ request, world, bucket }) => {
    refuseUnbuilt('bucket', 'GET', request.query);
    return answerXml({
      ListCnameResult: {
        Bucket: bucket.name,
        Owner: ownerElements(bucket.owner, world.credentials).ID,
        Cname: bucket.domains.map(({ host, bound }) => ({
          Domain: host,
          LastModified: formatIsoDate(bound),
          Status: 'Enabled',
        })),
      },
    });
  },
};
