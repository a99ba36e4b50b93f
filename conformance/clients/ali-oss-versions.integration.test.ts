import type OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, newBucketName, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

interface Listed {
  readonly name: string;
  readonly versionId: string;
}
interface Named {
  readonly versionId?: string;
}
/** Calls and options of the package that its types do not know. */
interface Untyped {
  putBucketVersioning(bucket: string, status: 'Enabled' | 'Suspended'): Promise<unknown>;
  getBucketVersioning(bucket: string): Promise<{ readonly versionStatus?: string }>;
  getBucketVersions(query: object): Promise<{
    readonly objects: readonly (Listed & { readonly isLatest: boolean })[];
    readonly deleteMarker: readonly Listed[];
    readonly isTruncated: boolean;
    readonly nextKeyMarker: string | null;
    readonly nextVersionIdMarker: string | null;
  }>;
  putObjectTagging(key: string, tags: object, options?: Named): Promise<unknown>;
  getObjectTagging(key: string, options?: Named): Promise<{ readonly tag: object }>;
  deleteMulti(names: readonly { readonly key: string; readonly versionId: string }[]): Promise<{
    readonly deleted?: readonly object[];
  }>;
}
const names = [
  'putBucketVersioning',
  'getBucketVersioning',
  'getBucketVersions',
  'putObjectTagging',
  'getObjectTagging',
] as const satisfies readonly (keyof Untyped)[];
type Client = Omit<OSS, keyof Untyped> & Untyped;
const isClient = (client: object): client is Client => names.every((name) => name in client);

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

describe.each(versions)('versions by ali-oss, signature %s', (version) => {
  const bucket = newBucketName();
  let client: Client;
  beforeAll(async () => {
    const made: object = createClient(endpoint, version);
    if (!isClient(made)) throw new Error('the package ali-oss lacks a call');
    client = made;
    await client.putBucket(bucket);
    client.useBucket(bucket);
  });
  afterAll(async () => {
    const { objects, deleteMarker } = await client.getBucketVersions({ 'max-keys': 1000 });
    for (const { name, versionId } of [...objects, ...deleteMarker])
      await client.delete(name, options({ versionId }));
    await client.deleteBucket(bucket);
  });

  /** The types of an option do not know `versionId`. */
  const options = (named: Named): object => named;
  async function put(key: string, text: string): Promise<string> {
    const { res } = await client.put(key, Buffer.from(text));
    return 'x-oss-version-id' in res.headers ? String(res.headers['x-oss-version-id']) : '';
  }
  const textOf = async (key: string, named: Named = {}): Promise<string> =>
    String((await client.get(key, undefined, options(named))).content);

  test('a bucket keeps versions once it is told to', async () => {
    expect((await client.getBucketVersioning(bucket)).versionStatus).toBeUndefined();
    await client.putBucketVersioning(bucket, 'Enabled');
    expect((await client.getBucketVersioning(bucket)).versionStatus).toBe('Enabled');
  });

  test('each version is read, described and tagged by its id', async () => {
    const [one, two] = [await put('a.txt', 'one'), await put('a.txt', 'second')];
    expect(await textOf('a.txt')).toBe('second');
    expect(await textOf('a.txt', { versionId: one })).toBe('one');
    const { res } = await client.head('a.txt', options({ versionId: one }));
    expect(res.headers).toMatchObject({ 'content-length': '3', 'x-oss-version-id': one });
    await client.putObjectTagging('a.txt', { k: 'v' }, { versionId: one });
    expect((await client.getObjectTagging('a.txt', { versionId: one })).tag).toEqual({ k: 'v' });
    expect((await client.getObjectTagging('a.txt', { versionId: two })).tag).toEqual({});
  });

  test('a deleted object is hidden, and comes back with its mark deleted', async () => {
    await put('hidden.txt', 'here');
    await client.delete('hidden.txt');
    await expect(client.get('hidden.txt')).rejects.toMatchObject({ code: 'NoSuchKey' });
    const { deleteMarker } = await client.getBucketVersions({ prefix: 'hidden.txt' });
    expect(deleteMarker).toMatchObject([{ name: 'hidden.txt' }]);
    await client.delete('hidden.txt', options({ versionId: deleteMarker[0]?.versionId ?? '' }));
    expect(await textOf('hidden.txt')).toBe('here');
  });

  test('versions are listed page by page, the newest first, and deleted by their ids', async () => {
    const ids = [
      await put('many.txt', '1'),
      await put('many.txt', '2'),
      await put('many.txt', '3'),
    ];
    const first = await client.getBucketVersions({ prefix: 'many', maxKeys: 2 });
    expect(first.objects.map(({ versionId }) => versionId)).toEqual([ids[2], ids[1]]);
    expect(first.objects.map(({ isLatest }) => isLatest)).toEqual([true, false]);
    expect(first.isTruncated).toBe(true);
    const rest = await client.getBucketVersions({
      prefix: 'many',
      keyMarker: first.nextKeyMarker,
      versionIdMarker: first.nextVersionIdMarker,
    });
    expect(rest.objects.map(({ versionId }) => versionId)).toEqual([ids[0]]);
    const doomed = ids.map((versionId) => ({ key: 'many.txt', versionId }));
    expect((await client.deleteMulti(doomed)).deleted).toHaveLength(3);
    expect((await client.getBucketVersions({ prefix: 'many' })).objects).toEqual([]);
  });

  test('a link leads to its target, by each of its versions', async () => {
    await put('图/target +.txt', 'found');
    const first = await client.putSymlink('link', '图/target +.txt', {
      storageClass: 'IA',
      meta: { uid: 1, pid: 2 },
    });
    await client.putSymlink('link', 'a.txt', {
      storageClass: 'Standard',
      meta: { uid: 1, pid: 2 },
    });
    expect((await client.getSymlink('link')).targetName).toBe('a.txt');
    expect(await textOf('link')).toBe('second');
    const { headers } = first.res;
    const versionId = 'x-oss-version-id' in headers ? String(headers['x-oss-version-id']) : '';
    expect((await client.getSymlink('link', { versionId })).targetName).toBe('图/target +.txt');
    expect(await textOf('link', { versionId })).toBe('found');
  });
});
