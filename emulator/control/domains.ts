import { bindDomain, isCustom, unbindDomain } from '../buckets/domains.ts';
import type { Request, Response } from '../http/message.ts';
import type { World } from '../world.ts';
import { answerJson, Fault, readJson } from './json.ts';

/** Binds a custom domain to the bucket that the body names, and takes it from any other. */
export async function putDomain(world: World, name: string, request: Request): Promise<Response> {
  const host = name.toLowerCase();
  const { bucket, ...others } = await readJson(request);
  if (typeof bucket !== 'string' || Object.keys(others).length > 0)
    throw new Fault(400, 'the body is {"bucket": "<name>"}');
  const { store, settings } = world;
  if (!isCustom(host, settings.domains)) {
    const suffixes = settings.domains.join(', ');
    throw new Fault(
      400,
      `${name} cannot be a custom domain: a host with a dot, not below ${suffixes}`,
    );
  }
  const done = await bindDomain(store, { host, bucket, now: world.now(), move: true }).catch(
    (error: unknown) => {
      throw error instanceof RangeError ? new Fault(409, error.message) : error;
    },
  );
  if (done === 'missing') throw new Fault(404, `there is no bucket ${bucket}`);
  return answerJson(200, { host, bucket });
}

export async function deleteDomain({ store }: World, name: string): Promise<Response> {
  const host = name.toLowerCase();
  if (!(await unbindDomain(store, host))) throw new Fault(404, `${name} is bound to no bucket`);
  return answerJson(200, { host });
}
