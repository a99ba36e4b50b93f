import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { decoders, objectOf, readClip } from './filmed.contract.ts';
import { Video } from './video.ts';

const ffmpeg = await findFfmpeg(undefined);
const waiting = () => new AbortController().signal;

describe.skipIf(!ffmpeg || platform() !== 'linux')('the process that runs ffmpeg', () => {
  const given = async () => {
    const before = decoders();
    const video = new Video({ find: () => Promise.resolve(ffmpeg) });
    const object = objectOf(await readClip('clip-25.mp4'));
    const size = { width: 160, height: 96 };
    const shot = { at: 0, fast: true, size, turn: 0, format: 'jpg' } as const;
    const encode = { format: 'jpg', progressive: false, animated: false } as const;
    const take = () => video.take(object, shot, encode, waiting());
    return { video, take, started: () => decoders().filter((pid) => !before.includes(pid)) };
  };

  test('is one for all snapshots, and ends with the server', async () => {
    const { video, take, started } = await given();
    await Promise.all([take(), take(), take()]);
    await take();
    expect(started()).toHaveLength(1);
    await video.close();
    expect(started()).toEqual([]);
  });

  test('ends with the server that stops before it has begun', async () => {
    const { video, take, started } = await given();
    const taken = expect(take()).rejects.toMatchObject({ refusal: 'request-timeout' });
    while (started().length === 0) await sleep(1);
    await video.close();
    await taken;
    expect(started()).toEqual([]);
  });

  test('is another one after it was killed', async () => {
    const { video, take, started } = await given();
    await take();
    const [first] = started();
    const taken = expect(take()).rejects.toThrow('the process that runs ffmpeg has ended');
    process.kill(first!, 'SIGKILL');
    await taken;
    expect(await take()).toMatchObject({ type: 'image/jpeg' });
    expect(started()).not.toContain(first);
    await video.close();
  });
});
