import { platform } from 'node:os';
import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import supertest from 'supertest';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../app.ts';
import { findFfmpeg } from '../engine/ffmpeg.ts';
import { givenStuck, readClip } from '../engine/filmed.contract.ts';
import { Video, type VideoOptions } from '../engine/video.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';
import type { World } from '../world.ts';

const ffmpeg = await findFfmpeg(undefined);
const ask = '/films/a.mp4?x-oss-process=video/snapshot';
const worlds: World[] = [];
afterEach(async () => {
  for (const { video } of worlds.splice(0)) await video.close();
});

async function given(options: Partial<VideoOptions> = {}) {
  const video = new Video({ find: () => Promise.resolve(ffmpeg), ...options });
  const world = Object.assign(givenWorld(), { video });
  worlds.push(world);
  await givenBucket(world, 'films', { acl: 'public-read' });
  await givenObject(world, 'films', 'a.mp4', await readClip('clip-25.mp4'));
  return { world, video, app: createApp(world) };
}

describe.skipIf(!ffmpeg)('a video', () => {
  test('is described once, and again when it is another', async () => {
    const { world, video, app } = await given();
    const describe = vi.spyOn(video, 'describe');
    await supertest(app).get(`${ask},t_0`).expect(200);
    await supertest(app).get(`${ask},t_1000,w_100`).expect(200);
    expect(describe).toHaveBeenCalledTimes(1);
    await givenObject(world, 'films', 'a.mp4', await readClip('clip-h265.mp4'));
    await supertest(app).get(`${ask},t_0`).expect(200);
    expect(describe).toHaveBeenCalledTimes(2);
  });

  test('is not opened for a wrong text, nor decoded for a wrong value', async () => {
    const { world, video, app } = await given();
    const [open, take] = [vi.spyOn(world.store, 'open'), vi.spyOn(video, 'take')];
    await supertest(app).get(`${ask},t_x`).expect(400);
    expect(open).not.toHaveBeenCalled();
    await supertest(app).get(`${ask},t_0,w_161`).expect(400);
    expect(take).not.toHaveBeenCalled();
  });
});

test('without ffmpeg a snapshot is not implemented, whatever there is', async () => {
  const { app } = await given({ find: () => Promise.resolve(undefined) });
  for (const path of [ask, ask.replace('a.mp4', 'none.mp4')]) {
    const { text } = await supertest(app).get(`${path},t_0`).expect(400);
    expect(text).toContain('<Code>NotImplemented</Code>');
    expect(text).toContain('video/snapshot without ffmpeg');
  }
  await supertest(app)
    .get(`${ask},t_x`)
    .expect(400, /<Code>InvalidArgument<\/Code>/);
});

describe.skipIf(!ffmpeg || platform() !== 'linux')('a client that hangs up', () => {
  async function listen(server: Server): Promise<string> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  test('leaves no process behind, and no object open', async () => {
    const { path, count } = await givenStuck(ffmpeg!.path);
    const { world, app } = await given({ find: () => findFfmpeg(path) });
    const closed: unknown[] = [];
    const open = world.store.open.bind(world.store);
    world.store.open = async (...at) => {
      const object = (await open(...at))!;
      const close = object.close.bind(object);
      object.close = () => {
        closed.push(at);
        return close();
      };
      return object;
    };
    const server = createServer(app);
    const get = request(`${await listen(server)}${ask},t_0`).on('error', () => undefined);
    get.end();
    while (count() === 0) await sleep(10);
    get.destroy();
    while (closed.length === 0) await sleep(10);
    expect(count()).toBe(0);
    server.close();
  });
});
