import type { Edition } from '../../spec/corpus.ts';
import { accessXml, styleXml } from './setting-xml.ts';
import { toCurl } from './curl.ts';
import { flip } from './flip.ts';
import { settings } from '../settings.ts';
import type { Keys } from '../sign/request.ts';
import { signForm } from './form-signing.ts';
import { sign } from './signing.ts';
import {
  type Ability,
  type Fixture,
  NoAnswer,
  type Request,
  type Response,
  type Target,
  type Who,
} from '../target.ts';
import { readTemporaryKey, withToken } from './temporary-keys.ts';
import { createTransport } from './transport.ts';
import { type Endpoint, hostOf, toWire } from './wire.ts';

export interface HttpTargetOptions extends Endpoint {
  readonly edition: Edition;
  /** Bucket of the setting `plain`; those of the others add their name to it. */
  readonly bucket: string;
  /** Bare: `cn-hangzhou`. */
  readonly region: string;
  /** Left out: nothing can be written, and the objects of the cases must be there already. */
  readonly owner?: Keys | undefined;
  readonly other?: Keys | undefined;
  /** The endpoint has the emulator's control routes, and so an edition for each bucket. */
  readonly control?: boolean;
}

/** An endpoint that is asked over HTTP; who makes it closes it. */
export interface HttpTarget extends Target {
  close(): void;
}

/** Uploads at a time. */
const uploads = 4;
const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};
const typeOf = (key: string) =>
  types[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

/** Whether an endpoint has the emulator's control routes. Rejects when it cannot be reached. */
export async function hasControl(endpoint: Endpoint): Promise<boolean> {
  const transport = createTransport();
  const origin = endpoint.url.origin;
  try {
    const wire = { origin, path: '/-/health', query: '', headers: {} };
    const { status, body } = await transport.exchange('GET', wire);
    return status === 200 && Buffer.from(body).toString('utf8').includes('"status"');
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  } finally {
    transport.close();
  }
}

/** The endpoint could not be made ready for a run. */
export class PrepareError extends Error {}

export function createHttpTarget(options: HttpTargetOptions): HttpTarget {
  const { edition, bucket: base, region, owner, other } = options;
  const transport = createTransport();
  const keys: Readonly<Record<Who, Keys | undefined>> = { anonymous: undefined, owner, other };
  const can = new Set<Ability>([
    ...(owner ? (['write', 'settings'] as const) : []),
    ...(owner && other ? (['other-account'] as const) : []),
    ...(owner && options.control ? (['temporary-keys'] as const) : []),
    // Who binds a domain at the service must own it.
    ...(owner && options.control ? (['domains'] as const) : []),
  ]);
  /** `bucket/key` → fixture, of what this run has uploaded. */
  const uploaded = new Map<string, string>();

  async function send(request: Request): Promise<Response> {
    const lasting = keys[request.as];
    if (!lasting && request.as !== 'anonymous')
      throw new PrepareError(`there is no key of ${request.as}`);
    const key = lasting && (await keysOf(request, lasting));
    const when = { region, now: new Date() };
    const form = key ? signForm(request, key, when) : request.form;
    const wire = toWire({ ...request, ...(form && { form }) }, options);
    const signed = key && !form ? sign(request, wire, key, when) : wire;
    const sent = { verb: request.verb, wire: signed };
    const flipped = request.flip ? flip(sent, request.flip) : sent;
    return transport.exchange(flipped.verb, flipped.wire);
  }

  /** Sends a request that must succeed, or fail with one of these statuses. */
  async function must(
    part: Partial<Request> & Pick<Request, 'verb'>,
    allowed: readonly number[] = [],
  ): Promise<Response> {
    const request = { bucket: '', key: '', query: '', headers: {}, as: 'owner', ...part } as const;
    const response = await send(request).catch((error: unknown): never => {
      throw new PrepareError(`${toCurl(request, options)} had no answer: ${String(error)}`);
    });
    const { status, body } = response;
    if ((status >= 200 && status < 300) || allowed.includes(status)) return response;
    throw new PrepareError(
      `${toCurl(request, options)} answered ${status}: ${Buffer.from(body).toString('utf8', 0, 500)}`,
    );
  }

  async function keysOf({ token }: Request, lasting: Keys): Promise<Keys> {
    if (token === undefined) return lasting;
    return withToken(token, lasting, async ({ accessKeyId: account }, durationSeconds) => {
      const body = Buffer.from(JSON.stringify({ account, durationSeconds }));
      const answer = await must({ verb: 'POST', path: '/-/sts', body, as: 'anonymous' });
      return readTemporaryKey(answer.body);
    });
  }

  async function makeBucket(name: string, acl: string): Promise<void> {
    const headers = { 'x-oss-acl': acl };
    const { status } = await must({ verb: 'PUT', bucket: name, headers }, [409]);
    // It was there: it must be ours, and have the ACL of the setting.
    if (status === 409) await must({ verb: 'PUT', bucket: name, query: 'acl', headers });
    if (!options.control) return;
    const body = Buffer.from(JSON.stringify({ edition }));
    await must({ verb: 'PUT', path: `/-/buckets/${name}`, body, as: 'anonymous' });
  }

  async function makeStyles(bucket: string, styles: Readonly<Record<string, string>>) {
    for (const [name, content] of Object.entries(styles)) {
      const query = `style&styleName=${encodeURIComponent(name)}`;
      await must({ verb: 'PUT', bucket, query, body: Buffer.from(styleXml(content)) });
    }
  }

  async function setAccess(bucket: string, access: Readonly<Record<string, string>>) {
    const body = Buffer.from(accessXml(access));
    await must({ verb: 'PUT', bucket, query: 'processConfiguration', body });
  }

  async function bindDomain(bucket: string, domain: string) {
    const body = Buffer.from(JSON.stringify({ bucket }));
    const path = `/-/domains/${domain.replace('{bucket}', bucket)}`;
    await must({ verb: 'PUT', path, body, as: 'anonymous' });
  }

  async function setCors(bucket: string, rules: string) {
    const body = Buffer.from(`<CORSConfiguration>${rules}</CORSConfiguration>`);
    await must({ verb: 'PUT', bucket, query: 'cors', body });
  }

  async function upload(bucket: string, key: string, fixture: Fixture): Promise<void> {
    const name = `${bucket}/${key}`;
    if (uploaded.get(name) === fixture.name) return;
    const headers = { 'content-type': typeOf(key) };
    await must({ verb: 'PUT', bucket, key, headers, body: await fixture.bytes() });
    uploaded.set(name, fixture.name);
  }

  return {
    edition,
    can,
    send,
    host: (bucket) => hostOf(bucket, options),
    curl: (request) => toCurl(request, options),
    async prepare(setting, objects) {
      const bucket = setting === 'plain' ? base : `${base}-${setting}`;
      const found = settings.get(setting);
      if (!found) throw new PrepareError(`settings.yaml has no ${setting}`);
      if (!owner) return bucket;
      await makeBucket(bucket, found.acl);
      if (found.styles) await makeStyles(bucket, found.styles);
      if (found.access) await setAccess(bucket, found.access);
      if (found.cors) await setCors(bucket, found.cors);
      if (found.domain !== undefined && options.control) await bindDomain(bucket, found.domain);
      const queue = [...objects];
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await upload(bucket, ...next);
      };
      await Promise.all(Array.from({ length: uploads }, work));
      return bucket;
    },
    close: () => transport.close(),
  };
}
