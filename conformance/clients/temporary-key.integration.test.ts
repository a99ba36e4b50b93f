import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTemporaryKey } from '../targets/temporary-keys.ts';
import { createClient, newBucketName, signUrl, type Version, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

/** The package with a temporary key of so many seconds, and with its token or another. */
async function temporaryClient(version: Version, durationSeconds: number, token?: string) {
  const body = JSON.stringify({ account: endpoint.accessKeyId, durationSeconds });
  const answer = await fetch(`${endpoint.url}/-/sts`, { method: 'POST', body });
  const { securityToken, ...pair } = readTemporaryKey(Buffer.from(await answer.arrayBuffer()));
  return createClient({ ...endpoint, ...pair }, version, token ?? securityToken);
}

// Only the emulator issues keys by a route of its own.
describe.skipIf(process.env['CLIENT_ENDPOINT'] !== undefined).each(versions)(
  'ali-oss with a temporary key, signature %s',
  (version) => {
    const bucket = newBucketName();

    test('makes a bucket, puts, gets and signs URLs', async () => {
      const client = await temporaryClient(version, 3600);
      await client.putBucket(bucket);
      client.useBucket(bucket);
      await client.put('a é+.txt', Buffer.from('hello'));
      const { content } = await client.get('a é+.txt');
      expect(String(content)).toBe('hello');
      // It is the account's, not the key's.
      const owner = createClient(endpoint, version);
      owner.useBucket(bucket);
      expect(String((await owner.get('a é+.txt')).content)).toBe('hello');
      const url = await signUrl(client, version, 'a é+.txt', 'image/info');
      const answer = await fetch(url);
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining('This image format is not supported.'),
      ]);
    });

    test.each([
      [0, undefined, 'SecurityTokenExpired'],
      [3600, 'made up', 'InvalidSecurityToken'],
    ])('of %d seconds and the token %s is refused by %s', async (seconds, token, code) => {
      const client = await temporaryClient(version, seconds, token);
      client.useBucket(bucket);
      await expect(client.get('a é+.txt')).rejects.toMatchObject({ code, status: 403 });
    });
  },
);
