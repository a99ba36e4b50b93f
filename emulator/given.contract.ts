import { createAdmission } from './admission.ts';
import { Credentials } from './auth/credentials.ts';
import { TemporaryKeys } from './auth/temporary-keys.ts';
import { sign, stringToSign } from './auth/v1.ts';
import { substitute } from './engine/face.ts';
import { findFfmpeg } from './engine/ffmpeg.ts';
import { Video } from './engine/video.ts';
import { parseQuery } from './http/query.ts';
import { Journal } from './journal.ts';
import { openAccess } from './store/access.ts';
import type { Bucket, Style } from './store/bucket.ts';
import { createMemoryStore } from './store/memory.ts';
import type { NewObject } from './store/object.ts';
import { drawRequestId, type LogLine, type Settings, type World } from './world.ts';

/** A whole second, so that stored times are equal to it. */
export const now = Date.UTC(2024, 0, 2, 3, 4, 5);

/** A world in memory whose clock stands still and whose log can be read. The second account is a stranger. */
export function givenWorld(
  settings: Partial<Settings> = {},
): World & { readonly lines: LogLine[] } {
  const store = createMemoryStore({ now: () => now });
  const lines: LogLine[] = [];
  const world: World & { readonly lines: LogLine[] } = {
    store,
    credentials: new Credentials([
      { accessKeyId: 'ak', accessKeySecret: 'sk' },
      { accessKeyId: 'stranger', accessKeySecret: 'sk' },
    ]),
    temporaryKeys: new TemporaryKeys(),
    journal: new Journal(),
    settings: {
      auth: 'off',
      edition: 'current',
      region: 'cn-hangzhou',
      domains: ['aliyuncs.com', 'localhost'],
      strictAddressing: false,
      defaultDomainAttachment: false,
      maxSourceBytes: 20_971_520,
      resampler: 'lanczos',
      ...settings,
    },
    admit: createAdmission(Infinity),
    faceOf: substitute,
    video: new Video({ find: () => findFfmpeg(undefined) }),
    identity: undefined,
    now: () => now,
    requestId: drawRequestId,
    log: (line) => void lines.push(line),
    enter: (work) => work(world),
    reset: () => store.clear(),
    close: () => store.close(),
    lines,
  };
  return world;
}

export async function givenBucket(
  world: World,
  name: string,
  change: Partial<Bucket> = {},
): Promise<void> {
  await world.store.createBucket({
    name,
    owner: world.credentials.accounts[0].id,
    region: 'cn-hangzhou',
    created: now,
    acl: 'private',
    storageClass: 'Standard',
    edition: 'current',
    styles: [],
    access: openAccess,
    domains: [],
    ...change,
  });
}

/** Styles of these contents by name. */
export const givenStyles = (contents: Readonly<Record<string, string>>): readonly Style[] =>
  Object.entries(contents).map(([name, content]) => ({
    name,
    content,
    category: 'image',
    created: now,
    modified: now,
  }));

export async function givenObject(
  world: World,
  bucket: string,
  key: string,
  content: string | Buffer = '',
  object: Partial<NewObject> = {},
): Promise<void> {
  async function* body() {
    yield await Promise.resolve(Buffer.from(content));
  }
  const whole = {
    acl: 'default',
    headers: {},
    meta: {},
    storageClass: 'Standard',
    ...object,
  } as const;
  await world.store.put(bucket, key, body(), whole);
}

/** The headers of a request that an account signed by V1, in `x-oss-date` and `authorization`. */
export function signed(
  accessKeyId: string,
  method: string,
  { bucket, key, query = '' }: { bucket?: string; key?: string; query?: string },
  headers: Record<string, string> = {},
  secret = 'sk',
): Record<string, string> {
  const date = new Date(now).toUTCString();
  const dated = { ...headers, 'x-oss-date': date };
  const text = stringToSign(
    { method, headers: dated, query: parseQuery(query) },
    { bucket, key },
    date,
  );
  return { ...dated, authorization: `OSS ${accessKeyId}:${sign(secret, text)}` };
}
