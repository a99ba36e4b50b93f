import type { RefusalName } from '../spec/types.gen.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Claim } from './auth/claim.ts';
import { permit } from './auth/permit.ts';
import type { Principal } from './auth/principal.ts';
import { isCustom } from './buckets/domains.ts';
import { holdEndpoint, holdStyle } from './buckets/endpoint.ts';
import { holdBucketName, isBucketName } from './buckets/name.ts';
import type { Asked, Call } from './call.ts';
import { findCall, isUnsigned } from './calls.ts';
import { control } from './control/control.ts';
import { OssError, refuse } from './errors.ts';
import { findObject, holdOriginal } from './find.ts';
import { addressDomain, hostName, readAddress, type Address } from './http/address.ts';
import { share } from './http/cors.ts';
import { holdHeaders } from './http/hold-headers.ts';
import type { Request, Response } from './http/message.ts';
import { answerRefusal } from './http/refuse.ts';
import { complete } from './http/respond.ts';
import { describe } from './journal.ts';
import { forceDownload } from './objects/force-download.ts';
import { holdObjectName } from './objects/name.ts';
import { holdVersion } from './objects/version.ts';
import type { Bucket } from './store/bucket.ts';
import type { Cors } from './store/cors.ts';
import { StoreFull } from './store/store.ts';
import { answerReason, reasonOf } from './why.ts';
import type { World } from './world.ts';

/**
 * The line: address, bucket, authenticate, find, permit, call. Always answers; what is no refusal is our own fault, is
 * logged and becomes a 500.
 */
export async function answer(request: Request, world: World): Promise<Response> {
  const started = performance.now();
  const requestId = world.requestId();
  const { method, path, headers } = request;
  let edition = world.settings.edition;
  let cors: Cors | undefined;
  let response: Response;
  let error: OssError | undefined;
  let claim: Claim | undefined;
  let isControl = false;
  try {
    holdHeaders(headers);
    const host = headers['host'] ?? refuse('malformed-request');
    const written = readAddress(host, path, world.settings.domains);
    // A reset waits for those who have entered: whoever asks for one must not be among them.
    const { control: route } = await locate(written, path, world);
    isControl = route !== undefined;
    const hear = (heard: Claim) => {
      claim = heard;
    };
    response =
      route === undefined
        ? await world.enter(async (entered) => {
            const address = await locate(written, path, entered);
            const bucket = await findBucket(address, entered);
            edition = bucket?.edition ?? edition;
            cors = bucket?.cors;
            return perform(request, address, bucket, entered, hear);
          })
        : await control(route, request, world);
  } catch (thrown) {
    error = asRefusal(thrown, requestId, world);
    response = answerRefusal(error, { edition, requestId, host: headers['host'] ?? '', method });
  }
  const { status } = response;
  const reason = error && status >= 400 ? reasonOf(error, request, edition) : undefined;
  if (reason) response = { ...response, headers: { ...response.headers, ...answerReason(reason) } };
  const now = world.now();
  if (!isControl)
    world.journal.add(describe({ request, requestId, now, status, edition, error, reason, claim }));
  const ms = Math.round(performance.now() - started);
  world.log({ level: 'info', requestId, method, path, status, ms });
  return complete(share(response, request, cors), { requestId, now, took: ms });
}

/** The refusal of a request that never became one, because HTTP itself could not parse it. */
export function decline(refusal: RefusalName, host: string, world: World): Response {
  const requestId = world.requestId();
  const place = { edition: world.settings.edition, requestId, host, method: 'GET' };
  const response = answerRefusal(new OssError(refusal), place);
  return complete(response, { requestId, now: world.now(), took: 0 });
}

/** The address as it is where its host may be a custom domain, which only the store knows. */
async function locate(written: Address, path: string, { store, settings }: World) {
  const host = hostName(written.host);
  if (!isCustom(host, settings.domains)) return written;
  const bucket = await store.bucketOf(host);
  return bucket === undefined ? written : addressDomain(written, path, bucket, settings.domains);
}

const findBucket = async ({ bucket }: Address, { store }: World): Promise<Bucket | undefined> =>
  bucket !== undefined && isBucketName(bucket) ? store.getBucket(bucket) : undefined;

async function perform(
  request: Request,
  address: Address,
  bucket: Bucket | undefined,
  world: World,
  hear: Hear,
): Promise<Response> {
  if (world.settings.strictAddressing) holdStyle(address);
  const principal = whoAsks(request, address, world, hear);
  if (address.bucket !== undefined) holdBucketName(address.bucket);
  return dispatch(findCall(request, address), { request, address, principal, world }, bucket);
}

type Hear = (claim: Claim) => void;

function whoAsks(request: Request, address: Address, world: World, hear: Hear): Principal {
  const { settings, credentials: accounts, temporaryKeys } = world;
  if (settings.auth === 'off') return { kind: 'operator' };
  if (isUnsigned(request, address)) return { kind: 'anonymous' };
  const region = address.region ?? settings.region;
  const now = () => world.now();
  return authenticate(request, address, { accounts, temporaryKeys, now, region, hear });
}

async function dispatch(call: Call, asked: Asked, place: Bucket | undefined): Promise<Response> {
  const { address, principal } = asked;
  const { bucket: name = '', key = '' } = address;
  if (call.on === 'service') {
    permit(principal, call.right);
    return call.run(asked);
  }
  if (call.on === 'new-bucket') {
    permit(principal, call.right);
    return call.run({ ...asked, name });
  }
  const bucket = place ?? refuse('no-such-bucket', { fields: { BucketName: name } });
  holdEndpoint(address, bucket);
  if (call.on === 'bucket') {
    permit(principal, call.right, bucket);
    return call.run({ ...asked, bucket });
  }
  holdObjectName(key);
  const found = await findObject(call, { ...asked, bucket, key });
  permit(principal, call.right, bucket, found.asked.head);
  await holdVersion(found.call, found.asked);
  holdOriginal(found);
  const response = await found.call.run(found.asked);
  const { defaultDomainAttachment: forces } = asked.world.settings;
  return forces ? forceDownload(response, found.asked) : response;
}

function asRefusal(error: unknown, requestId: string, world: World): OssError {
  if (error instanceof OssError) return error;
  if (error instanceof StoreFull) {
    world.log({ level: 'info', note: 'the memory for objects is full: --max-memory, --data' });
    return new OssError('too-large'); // Q290
  }
  world.log({ level: 'error', requestId, error });
  return new OssError('internal');
}
