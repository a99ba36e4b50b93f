import { execFile } from 'node:child_process';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { promisify } from 'node:util';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { probe } from './engine/probe.ts';
import { OssContainer, type StartedOssContainer } from './testcontainers.ts';

/** A call of the package that its types do not know. */
interface Saving {
  processObjectSave(source: string, target: string, process: string): Promise<unknown>;
}
const canSave = (client: OSS): client is OSS & Saving => 'processObjectSave' in client;

/** Built by .ci/integration, which says so where it cannot. */
const image = process.env['OSS_DOUBLE_IMAGE'];
const docker = (...args: string[]) =>
  promisify(execFile)('docker', args).then(({ stdout }) => stdout.trim());

describe.skipIf(image === undefined)('a container', () => {
  let oss: StartedOssContainer;
  let client: OSS;

  beforeAll(async () => {
    oss = await new OssContainer(image)
      .withSeed(join(packageRoot, 'fixtures/demo'))
      .withBucket('photos', { acl: 'public-read' })
      .withStyle('photos', 'thumb', 'image/resize,w_100')
      .withStyle('image-demo', 'half', 'image/resize,p_50')
      .withBucket('old', { acl: 'public-read', edition: '2019-09' })
      .withEdition('current')
      .withCredentials('someone', 'a secret of theirs')
      .withDomain('oss.test')
      .start();
    const options: OSS.Options & { readonly sldEnable: boolean } = {
      endpoint: oss.getEndpoint(),
      region: `oss-${oss.getRegion()}`,
      accessKeyId: oss.getAccessKeyId(),
      accessKeySecret: oss.getAccessKeySecret(),
      sldEnable: true,
    };
    client = new OSS(options);
    client.useBucket('photos');
    await client.put('cat.jpg', join(packageRoot, 'fixtures/demo/image-demo/example.jpg'));
  });
  afterAll(() => oss.stop());

  /** Sides of the picture of an answer. */
  async function sides(url: string): Promise<readonly [number, number]> {
    const answer = await fetch(url);
    expect(answer.status, url).toBe(200);
    const { width, height } = await probe(Buffer.from(await answer.arrayBuffer()));
    return [width, height];
  }

  test('stores, and processes for who signs', async () => {
    const { content } = await client.get('cat.jpg', { process: 'image/resize,w_200' });
    expect(await probe(content as Buffer)).toMatchObject({ width: 200, height: 134 });
  });

  test('takes signed URLs on a random port, and no forged ones', async () => {
    await client.put('hidden.jpg', join(packageRoot, 'fixtures/demo/image-demo/example.jpg'), {
      headers: { 'x-oss-object-acl': 'private' },
    });
    const process = 'image/resize,w_200';
    const url = client.signatureUrl('hidden.jpg', { expires: 3600, process });
    expect(await sides(url)).toEqual([200, 134]);
    expect((await fetch(url.replace('w_200', 'w_201'))).status).toBe(403);
    const v4 = await client.signatureUrlV4(
      'GET',
      3600,
      { queries: { 'x-oss-process': process } },
      'hidden.jpg',
    );
    expect(await sides(v4)).toEqual([200, 134]);
  });

  test('knows styles of its own and of the manifest', async () => {
    const at = oss.getEndpoint();
    expect(await sides(`${at}/photos/cat.jpg?x-oss-process=style/thumb`)).toEqual([100, 67]);
    const demo = `${at}/image-demo/example.jpg?x-oss-process=style`;
    expect(await sides(`${demo}/square`)).toEqual([100, 100]);
    expect(await sides(`${demo}/half`)).toEqual([200, 134]);
  });

  test('stores what saveas names', async () => {
    if (!canSave(client)) throw new Error('this version of ali-oss cannot save');
    await client.processObjectSave('cat.jpg', 'small.jpg', 'image/resize,w_100');
    const { content } = await client.get('small.jpg');
    expect(await probe(content as Buffer)).toMatchObject({ width: 100, height: 67 });
  });

  test('finds buckets by their hosts', async () => {
    const ask = (host: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(`${oss.getEndpoint()}/cat.jpg`, { headers: { host } }, resolve).on('error', reject);
      });
    for (const host of ['photos.oss-cn-hangzhou.aliyuncs.com', 'photos.oss.test']) {
      const answer = await ask(host);
      expect([host, answer.statusCode]).toEqual([host, 200]);
      answer.resume();
    }
    expect(await text(await ask('none.oss.test'))).toContain('<Code>NoSuchBucket</Code>');
  });

  test('has buckets of two editions', async () => {
    const refusal = (bucket: string) =>
      fetch(`${oss.getEndpoint()}/${bucket}/none`).then((answer) => answer.text());
    expect(await refusal('photos')).toContain('<EC>');
    expect(await refusal('old')).not.toContain('<EC>');
  });

  test('is reset to its seed', async () => {
    await client.put('dropped.txt', Buffer.from('x'));
    await oss.reset();
    expect((await fetch(`${oss.getEndpoint()}/photos/dropped.txt`)).status).toBe(404);
    await client.put('cat.jpg', join(packageRoot, 'fixtures/demo/image-demo/example.jpg'));
  });

  test('runs as nobody in particular, is healthy, and ends within a second of SIGTERM', async () => {
    expect((await oss.exec(['id', '-u'])).output.trim()).toBe('1000');
    const other = await new OssContainer(image).start();
    const state = (format: string) => docker('inspect', '--format', format, other.getId());
    await expect
      .poll(() => state('{{.State.Health.Status}}'), { timeout: 30_000, interval: 500 })
      .toBe('healthy');
    // The engine kills, with 137, whatever is still there after a second.
    await docker('stop', '--time', '1', other.getId());
    expect(await state('{{.State.ExitCode}}')).toBe('0');
    await other.stop();
  });

  test('keeps what was put in a volume, also when it is killed', async () => {
    const volume = await docker('volume', 'create');
    const run = () =>
      docker(
        ...['run', '--detach', '--publish', '127.0.0.1::9000', '--volume', `${volume}:/data`],
        ...['--env', 'OSS_DOUBLE_AUTH=off', image ?? ''],
      );
    const reach = async (id: string) => {
      const url = `http://${await docker('port', id, '9000/tcp')}`;
      const ready = () =>
        fetch(`${url}/-/ready`).then(
          ({ status }) => status,
          () => undefined,
        );
      await expect.poll(ready, { timeout: 30_000, interval: 200 }).toBe(200);
      return url;
    };
    const first = await run();
    const at = await reach(first);
    await fetch(`${at}/kept`, { method: 'PUT' });
    expect((await fetch(`${at}/kept/a`, { method: 'PUT', body: 'still here' })).status).toBe(200);
    await docker('rm', '--force', first);
    const second = await run();
    const answer = await fetch(`${await reach(second)}/kept/a`);
    expect(await answer.text()).toBe('still here');
    await docker('rm', '--force', second);
    await docker('volume', 'rm', volume);
  });
});
