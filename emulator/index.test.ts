import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { createApp, startEmulator } from './index.ts';
import { probe } from './engine/probe.ts';

const demo = (key: string, process: string) =>
  `/image-demo/${key}?x-oss-process=${encodeURIComponent(process)}`;

test('the demo picture is really resized', async () => {
  await using emulator = await createApp({ demo: true });
  const answer = await request(emulator.app).get(demo('example.jpg', 'image/resize,w_200'));
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('image/jpeg');
  expect(await probe(answer.body as Buffer)).toMatchObject({
    format: 'jpg',
    width: 200,
    height: 134,
  });
});

test('the largest source of a process is a setting', async () => {
  const { length } = await readFile(join(packageRoot, 'fixtures/demo/image-demo/example.jpg'));
  const process = demo('example.jpg', 'image/info');
  for (const [maxSourceBytes, status] of [
    [length - 1, 400],
    [length, 200],
    [length + 1, 200],
  ] as const) {
    await using emulator = await createApp({ demo: true, maxSourceBytes });
    const answer = await request(emulator.app).get(process);
    expect([maxSourceBytes, answer.status]).toEqual([maxSourceBytes, status]);
    if (status === 400) expect(answer.text).toContain('<EC>0040-00000001</EC>');
    // Without a process nothing is too large.
    expect((await request(emulator.app).get('/image-demo/example.jpg')).status).toBe(200);
  }
});

test('a style of the seed is its process, also behind a delimiter of the seed', async () => {
  await using emulator = await createApp({ demo: true });
  const [byStyle, byText] = await Promise.all(
    ['style/square', 'image/resize,m_fill,w_100,h_100/format,png'].map((text) =>
      request(emulator.app).get(demo('example.jpg', text)),
    ),
  );
  expect(byStyle?.headers['content-type']).toBe('image/png');
  expect(byStyle?.body).toEqual(byText?.body);
  for (const delimiter of ['!', '-']) {
    const short = await request(emulator.app).get(`/image-demo/example.jpg${delimiter}square`);
    expect(short.body).toEqual(byText?.body);
  }
});

test('an emulator with a port serves a seed folder and buckets, until it is closed', async () => {
  const seed = join(packageRoot, 'fixtures', 'demo');
  const emulator = await startEmulator({ seed, buckets: { photos: { acl: 'public-read' } } });
  const { endpoint, url } = emulator;
  expect(endpoint).toBe(url.replace('127.0.0.1', 'localhost'));
  const picture = await fetch(`${url}/image-demo/example.jpg`);
  const file = await readFile(join(seed, 'image-demo', 'example.jpg'));
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(file);
  expect((await fetch(`${url}/photos/none.jpg`)).status).toBe(404);
  await Promise.all([emulator.close(), emulator.close()]);
  await expect(fetch(url)).rejects.toThrow();
});

test('reset drops what was put and brings back the seed', async () => {
  await using emulator = await createApp({ auth: 'off', demo: true });
  const server = request(emulator.app);
  await server.put('/image-demo/new.txt').send('x').expect(200);
  await server.delete('/image-demo/panda.png').expect(204);
  await emulator.reset();
  await server.get('/image-demo/new.txt').expect(404);
  await server.get('/image-demo/panda.png').expect(200);
});

test('reset brings back the domains of the seed, and no others', async () => {
  const photos = { acl: 'public-read', domains: ['img.example.com'] } as const;
  await using emulator = await createApp({ buckets: { photos } });
  const server = request(emulator.app);
  await server.delete('/-/domains/img.example.com').expect(200);
  await server.put('/-/domains/other.example.com').send({ bucket: 'photos' }).expect(200);
  await server.get('/none').set('Host', 'other.example.com').expect(404);
  await emulator.reset();
  await server
    .get('/none')
    .set('Host', 'img.example.com')
    .expect(404, /NoSuchKey/);
  await server
    .get('/none')
    .set('Host', 'other.example.com')
    .expect(404, /NoSuchBucket/);
});

test('a taken port and a wrong folder are errors, and nothing stays open', async () => {
  await using first = await startEmulator();
  const port = Number(new URL(first.url).port);
  await expect(startEmulator({ port })).rejects.toThrow('EADDRINUSE');
  await expect(startEmulator({ seed: '/nowhere/at/all' })).rejects.toThrow('/nowhere/at/all');
});

test('memory has a bound, which a reset frees', async () => {
  await using emulator = await createApp({
    auth: 'off',
    maxMemory: 1000,
    buckets: { photos: {} },
  });
  const server = request(emulator.app);
  await server.put('/photos/a').send('x'.repeat(1000)).expect(200);
  const refused = await server.put('/photos/b').send('x').expect(400);
  expect(refused.text).toContain('<Code>EntityTooLarge</Code>');
  await server.get('/photos/b').expect(404);
  await emulator.reset();
  await server.put('/photos/b').send('x'.repeat(1000)).expect(200);
});
