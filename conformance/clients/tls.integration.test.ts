import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lookup } from 'node:dns';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';
import { newBucketName, signUrl, versions } from './ali-oss.ts';

const photo = join(packageRoot, 'fixtures/image/photo-400x267.jpg');
const program = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts'), 'serve', '--tls'];

/** Names below `localhost` are this machine (RFC 6761, section 6.3), which not every resolver knows. */
const resolveName: LookupFunction = (_, options, callback) =>
  lookup('localhost', options, callback);

interface Ready {
  readonly url: string;
  /** Path of the authority's certificate. */
  readonly ca: string;
}

let child: ReturnType<typeof spawn>;
let ready: Ready;
let agent: Agent;
beforeAll(async () => {
  const server = spawn(process.execPath, [...program, '--port=0', '--json']);
  child = server;
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  ready = JSON.parse(line) as Ready;
  agent = new Agent({ ca: await readFile(ready.ca), lookup: resolveName });
});
afterAll(async () => {
  agent.destroy();
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(ready.ca)).toBe(false);
});

const get = (url: string) =>
  new Promise<Buffer>((resolve, reject) => {
    const asked = request(
      url,
      { agent },
      (response) => void buffer(response).then(resolve, reject),
    );
    asked.on('error', reject);
    asked.end();
  });

describe.each(versions)('ali-oss over TLS, signature %s', (version) => {
  test.each([
    { host: 'localhost', sldEnable: true },
    { host: 'oss-cn-hangzhou.localhost', sldEnable: false },
  ])('at $host', async ({ host, sldEnable }) => {
    const bucket = newBucketName();
    const options = {
      endpoint: `https://${host}:${new URL(ready.url).port}`,
      region: 'oss-cn-hangzhou',
      accessKeyId: 'oss-double',
      accessKeySecret: 'oss-double-secret',
      secure: true,
      sldEnable,
      authorizationV4: version === 'V4',
      httpsAgent: agent,
    };
    const client = new OSS(options);
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put('a photo.jpg', photo);
    const process = 'image/resize,w_200';
    const { content } = await client.get('a photo.jpg', undefined, { process });
    expect(probe(content)).toMatchObject({ format: 'jpg', width: 200, height: 134 });
    const url = await signUrl(client, version, 'a photo.jpg', process);
    expect(url).toMatch(/^https:/);
    expect(probe(await get(url))).toMatchObject({ format: 'jpg', width: 200, height: 134 });
  });
});
