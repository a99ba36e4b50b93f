import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Flip, Request, Signing, Target } from '../target.ts';
import { signings } from '../target.ts';
import { Violation } from './property.ts';
import { fixtureOf } from './source.ts';

/** The setting whose bucket only its owner may read and write. */
export const signedSetting = 'private';
/** Behind a key that is written otherwise in a URL than in what is signed. */
const source = 'fuzz/signed é+.png';
export const signedObjects = new Map([[source, fixtureOf('grid-100x100.png')]]);

/** A request that is right until one of its bits changes. */
export interface Change {
  readonly does: keyof typeof requests;
  readonly sign: Exclude<Signing, 'none'>;
  readonly temporary: boolean;
  readonly flip: Flip;
}

const md5 = (body: Uint8Array) => createHash('md5').update(body).digest('base64');
const saveas = `image/resize,w_10|sys/saveas,o_${Buffer.from('fuzz/saved.png').toString('base64url')}`;
const content = Buffer.from('hello oss');
const posted = 'fuzz/form.txt';

/** Each has only parameters and headers that a signature of either version covers. */
const requests = {
  get: { verb: 'GET', key: source, process: 'image/resize,w_10', headers: {} },
  acl: { verb: 'GET', key: source, query: 'acl', headers: { 'x-oss-meta-a': 'one' } },
  put: {
    verb: 'PUT',
    key: 'fuzz/put é+.txt',
    body: content,
    headers: { 'content-type': 'text/plain', 'content-md5': md5(content), 'x-oss-meta-a': 'one' },
  },
  saveas: {
    verb: 'POST',
    key: source,
    process: saveas,
    headers: { 'content-md5': md5(Buffer.from(`x-oss-process=${saveas}`)) },
  },
  delete: { verb: 'DELETE', key: source, headers: {} },
  form: {
    verb: 'POST',
    key: '',
    form: {
      fields: { key: posted },
      policy: JSON.stringify({
        expiration: '2099-12-31T12:00:00.000Z',
        conditions: [['eq', '$key', posted]],
      }),
      file: { name: 'form.txt', bytes: content },
    },
    headers: {},
  },
} as const satisfies Record<string, Partial<Request>>;

/** Fields of a form that say who signed what. */
const fields = {
  v1: ['OSSAccessKeyId', 'policy', 'Signature'],
  v4: ['x-oss-signature-version', 'x-oss-credential', 'x-oss-date', 'policy', 'x-oss-signature'],
};

/** The parts of a request that its signature covers, and those that say who signed. */
function partsOf(does: Change['does'], sign: Change['sign'], temporary: boolean): string[] {
  if (does === 'form') {
    const own = fields[sign === 'v1' ? 'v1' : 'v4'];
    const all = [...own, 'key', ...(temporary ? ['x-oss-security-token'] : [])];
    return all.flatMap((name) => [`field ${name}`, `name of field ${name}`]);
  }
  const { headers, ...request } = requests[does];
  const isUrl = sign.endsWith('-url');
  const names = [
    ...Object.keys(headers),
    ...(isUrl ? [] : ['authorization', 'x-oss-date']),
    ...(sign === 'v4' ? ['x-oss-content-sha256'] : []),
    ...(sign.startsWith('v4') ? ['abc'] : []),
    ...(temporary && !isUrl ? ['x-oss-security-token'] : []),
  ];
  const hasQuery = isUrl || 'process' in request || 'query' in request;
  const hasBody = 'content-md5' in headers;
  return [
    'method',
    'path',
    ...(hasQuery ? ['query'] : []),
    ...(hasBody ? ['body'] : []),
    ...names.flatMap((name) => [`header ${name}`, `name of header ${name}`]),
  ];
}

/** One bit of any part of any request, signed in any form; by temporary keys where the target issues them. */
export function changesOf({ can }: Pick<Target, 'can'>): fc.Arbitrary<Change> {
  const forms = signings.filter((form) => form !== 'none');
  const names = Object.keys(requests) as Change['does'][];
  return fc
    .record({
      does: fc.constantFrom(...names),
      sign: fc.constantFrom(...forms),
      temporary: can.has('temporary-keys') ? fc.boolean() : fc.constant(false),
      bit: fc.nat({ max: 4000 }),
    })
    .chain(({ bit, ...rest }) =>
      fc
        .constantFrom(...partsOf(rest.does, rest.sign, rest.temporary))
        .map((part) => ({ ...rest, flip: { part, bit } })),
    );
}

/** A change as a request; without it, the request is right. */
export function changedRequest({ does, sign, temporary, flip }: Change, bucket: string): Request {
  const { headers, ...request } = requests[does];
  const isV4 = sign.startsWith('v4') && does !== 'form';
  return {
    query: '',
    ...request,
    headers: isV4 ? { ...headers, abc: 'd' } : headers,
    ...(isV4 && { additional: ['abc'] }),
    bucket,
    as: 'owner',
    sign,
    ...(temporary && { token: 'fresh' }),
    flip,
  };
}

/** Keys and ETags of a bucket: what was stored, and what was lost. */
export async function stockOf(target: Target, bucket: string): Promise<string> {
  const list = { verb: 'GET', bucket, key: '', query: 'max-keys=1000', headers: {} } as const;
  const { status, body } = await target.send({ ...list, as: 'owner' });
  if (status !== 200) throw new Error(`the bucket ${bucket} cannot be listed: ${status}`);
  const text = Buffer.from(body).toString('utf8');
  return [...text.matchAll(/<Key>.*?<\/Key>|<ETag>.*?<\/ETag>/g)].join(' ');
}

const differs = (check: string, expected: string, actual: string): never => {
  throw new Violation([{ check, ok: false, expected, actual }]);
};

/** Sends one changed request: it is refused, by the client's fault, and the bucket stays as it was. */
export async function judgeChange(
  change: Change,
  target: Target,
  bucket: string,
  stock: string,
): Promise<void> {
  const { status } = await target.send(changedRequest(change, bucket));
  if (status < 400 || status >= 500) differs('refused', 'a status from 400 to 499', String(status));
  const now = await stockOf(target, bucket);
  if (now !== stock) differs('stock', stock, now);
}

/** Sends every request as it is, in every form, and undoes what it did. Rejects when one is not answered. */
export async function holdHonest(target: Target, bucket: string): Promise<void> {
  for (const sign of signings.filter((form) => form !== 'none'))
    for (const does of Object.keys(requests) as Change['does'][]) {
      if (does === 'delete') continue;
      const change = { does, sign, temporary: false, flip: { part: 'method', bit: 0 } };
      const { flip: _, ...request } = changedRequest(change, bucket);
      const { status } = await target.send(request);
      if (status >= 300) differs(`${does} by ${sign}`, 'below 300', String(status));
    }
  for (const key of [requests.put.key, posted, 'fuzz/saved.png'])
    await target.send({ verb: 'DELETE', bucket, key, query: '', headers: {}, as: 'owner' });
}
