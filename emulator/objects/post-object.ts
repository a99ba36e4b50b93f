import { specOf } from '../../spec/corpus.ts';
import { prove } from '../auth/authenticate.ts';
import { permit } from '../auth/permit.ts';
import { readPostClaim, signedFields } from '../auth/post-claim.ts';
import { holdPolicy, holdPolicyTime, type PostPolicy, readPolicy } from '../auth/post-policy.ts';
import type { Principal } from '../auth/principal.ts';
import type { AskedOfBucket, BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { type Form, openForm } from '../http/form.ts';
import type { Part } from '../http/form-parts.ts';
import type { ObjectHead } from '../store/object.ts';
import { refuseRiders } from '../unbuilt.ts';
import { headersOf } from './form-headers.ts';
import { holdObjectName } from './name.ts';
import { readNewObject } from './new-object.ts';
import { holdOverwrite } from './overwrite.ts';
import { answerPost } from './post-answer.ts';

/** Who posts a form, by its own fields; what stands in the headers or in the URL is not looked at. */
function whoPosts(fields: Form['fields'], { address, principal, world }: AskedOfBucket): Principal {
  if (principal.kind === 'operator') return principal;
  const { credentials: accounts, temporaryKeys, settings } = world;
  const claim = readPostClaim(fields, address.region ?? settings.region, world.now());
  if (!claim) return principal;
  const token = fields.get('x-oss-security-token') ?? '';
  const ring = { accounts, temporaryKeys, now: () => world.now() };
  return prove(claim, token === '' ? undefined : token, ring);
}

/** The policy of a form that is signed, and holds; a form without one may bring anything. */
function readHeldPolicy({ fields, file }: Form, asked: AskedOfBucket): PostPolicy | undefined {
  const written = fields.get('policy');
  if (written === undefined) return undefined;
  const policy = readPolicy(written);
  holdPolicyTime(policy, asked.world.now());
  const seen = new Map([['content-type', file.type ?? ''], ...fields]);
  holdPolicy(policy, seen.set('bucket', asked.bucket.name), signedFields);
  return policy;
}

function keyOf({ fields, file }: Form): string {
  const key =
    fields.get('key') ??
    refuse('post-no-key', { fields: { ArgumentName: 'key', ArgumentValue: '' } });
  const named = key.replaceAll('${filename}', () => file.fileName ?? '');
  holdObjectName(named);
  return named;
}

/** The file, as far as it is neither too large nor, at its end, too small. */
async function* hold(
  { content }: Part,
  ranges: PostPolicy['ranges'],
  limit: number,
): AsyncGenerator<Uint8Array> {
  const least = Math.max(0, ...ranges.map(([low]) => low));
  const most = Math.min(limit, ...ranges.map(([, high]) => high));
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > most) refuse('post-too-large');
    yield chunk;
  }
  if (size < least) refuse('post-too-small');
}

async function store(form: Form, asked: AskedOfBucket) {
  const { world, bucket } = asked;
  const { chain } = specOf(bucket.edition);
  const principal = whoPosts(form.fields, asked);
  const policy = readHeldPolicy(form, asked);
  const key = keyOf(form);
  const old = await world.store.head(bucket.name, key);
  permit(principal, 'write-object', bucket, old);
  const holdNew = (there: ObjectHead | undefined) =>
    holdOverwrite(form.fields.get('x-oss-forbid-overwrite'), bucket, there);
  holdNew(old);
  const object = readNewObject(headersOf(form, Number(chain['post-meta-bytes'].is)), bucket);
  const content = hold(form.file, policy?.ranges ?? [], Number(chain['post-object-bytes'].is));
  const put = await world.store.put(bucket.name, key, content, object, (_, replaced) => {
    // A slow form may end after its policy (OSS error code page 0006-00000213).
    if (policy) holdPolicyTime(policy, world.now());
    holdNew(replaced);
  });
  return put ?? refuse('no-such-bucket', { fields: { BucketName: bucket.name } });
}

/** Nothing of a form can be seen before its last byte has come and every condition of its policy is met. */
export const postObject: BucketCall = {
  name: 'PostObject',
  method: 'POST',
  on: 'bucket',
  right: 'anybody',
  run: async (asked) => {
    const { chain } = specOf(asked.bucket.edition);
    const declared = Number(asked.request.headers['content-length'] ?? 0);
    if (declared > Number(chain['post-object-bytes'].is)) refuse('post-too-large');
    const form = await openForm(asked.request, {
      name: Number(chain['post-field-name-bytes'].is),
      value: Number(chain['post-field-bytes'].is),
      all: Number(chain['post-fields-bytes'].is),
    });
    try {
      refuseRiders((word) => form.fields.has(word));
      return answerPost(await store(form, asked), form.fields, asked);
    } finally {
      await form.close();
    }
  },
};
