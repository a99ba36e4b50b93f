import type { Request, Response } from '../http/message.ts';
import type { World } from '../world.ts';
import { changeBucket } from './buckets.ts';
import { deleteDomain, putDomain } from './domains.ts';
import { emptyJournal, readJournal } from './journal.ts';
import { answerJson, Fault } from './json.ts';
import { issueTemporaryKey } from './sts.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly run: (world: World, name: string, request: Request) => Promise<Response>;
}

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^health$/,
    run: () => Promise.resolve(answerJson(200, { status: 'ok' })),
  },
  { method: 'GET', path: /^ready$/, run: ready },
  { method: 'GET', path: /^ca\.pem$/, run: tellAuthority },
  { method: 'POST', path: /^reset$/, run: reset },
  { method: 'GET', path: /^journal$/, run: readJournal },
  { method: 'DELETE', path: /^journal$/, run: emptyJournal },
  { method: 'POST', path: /^sts$/, run: (world, _, request) => issueTemporaryKey(world, request) },
  { method: 'PUT', path: /^domains\/([^/]+)$/, run: putDomain },
  { method: 'DELETE', path: /^domains\/([^/]+)$/, run: deleteDomain },
  { method: 'PUT', path: /^buckets\/([^/]+)$/, run: changeBucket },
];

/**
 * The routes under `/-/`, which are the emulator's own and not the service's: they answer JSON and ask for no signature.
 * `route` is the path behind the prefix.
 */
export async function control(route: string, request: Request, world: World): Promise<Response> {
  const fitting = routes.filter(({ path }) => path.test(route));
  const asked = fitting.find(({ method }) => method === request.method);
  if (asked === undefined) {
    const methods = fitting.map(({ method }) => method).join(', ');
    return methods === ''
      ? answerJson(404, { error: `there is no route /-/${route}` })
      : answerJson(405, { error: `/-/${route} takes ${methods}` }, { Allow: methods });
  }
  try {
    return await asked.run(world, asked.path.exec(route)?.[1] ?? '', request);
  } catch (error) {
    if (error instanceof Fault) return answerJson(error.status, { error: error.message });
    throw error;
  }
}

/**
 * Ready when the store answers and every codec works; 503 where one does not. Without ffmpeg it is ready too: its version is
 * then null, and video/snapshot is not emulated.
 */
async function ready({ store, video }: World): Promise<Response> {
  // The engine is loaded here at the latest.
  const { probeCodecs } = await import('../engine/codecs.ts');
  const [codecs, ffmpeg] = await Promise.all([
    probeCodecs(),
    video.find().catch(() => undefined),
    store.listBuckets(),
  ]);
  const isReady = Object.values(codecs).every(Boolean);
  return answerJson(isReady ? 200 : 503, {
    status: isReady ? 'ready' : 'a codec is missing',
    codecs,
    ffmpeg: ffmpeg?.version ?? null,
  });
}

/** What a client must trust; without TLS there is nothing. */
function tellAuthority({ identity }: World): Promise<Response> {
  if (identity === undefined) throw new Fault(404, 'there is no TLS: --tls');
  const headers = { 'Content-Type': 'application/x-pem-file' };
  return Promise.resolve({ status: 200, headers, body: Buffer.from(identity.ca) });
}

async function reset(world: World): Promise<Response> {
  await world.reset();
  return answerJson(200, { status: 'reset' });
}
