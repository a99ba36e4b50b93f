import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { readNumber } from '../../fixtures/numbered.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { givenStuck, objectOf, readClip } from './filmed.contract.ts';
import { toFrame } from './frame.ts';
import { sharp } from './sharp.ts';
import { Video } from './video.ts';

const ffmpeg = await findFfmpeg(undefined);
const waiting = () => new AbortController().signal;
const find = () => Promise.resolve(ffmpeg);
const small = { width: 160, height: 96 };
const png = { format: 'png', progressive: false, animated: false } as const;
const shotOf = (at: number, size = small) =>
  ({ at, fast: false, size, turn: 0, format: 'png' }) as const;

/** Until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

describe('headers', () => {
  const video = new Video({ find });
  afterAll(() => video.close());

  test.each([
    ['clip-29.97.mp4', { codec: 'h264', width: 160, height: 96, turn: 0, duration: 8008 }],
    ['clip-h265.mp4', { codec: 'h265', duration: 6400 }],
    ['clip-mpeg4.mp4', { codec: 'other' }],
    ['clip-turned-270.mp4', { turn: 270 }],
    ['clip.m2t', { duration: 4800 }],
    ['clip-sound.mp4', { duration: 1200 }],
  ])('%s', async (name, expected) => {
    const object = objectOf(await readClip(name));
    expect(await video.describe(object, waiting())).toMatchObject(expected);
  });

  test.each([
    ['clip.avi', 'not-supported'],
    ['sound.mp4', 'no-video-stream'],
    ['clip-truncated.mp4', 'unreadable'],
  ])('%s is %s', async (name, fault) => {
    const object = objectOf(await readClip(name));
    await expect(video.describe(object, waiting())).rejects.toMatchObject({ fault });
  });

  test('a clip without a byte is none', async () => {
    const read = video.describe(objectOf(Buffer.of()), waiting());
    await expect(read).rejects.toMatchObject({ fault: 'not-supported' });
  });

  test('what the store fails with is no fault of the clip', async () => {
    const failing = objectOf(await readClip('clip-25.mp4'), () =>
      Promise.reject(new Error('disk')),
    );
    await expect(video.describe(failing, waiting())).rejects.toThrow('disk');
    const whole = objectOf(await readClip('clip-25.mp4'));
    expect(await video.describe(whole, waiting())).toMatchObject({ duration: 9600 });
  });
});

test('a clip that says that it has four billion frames ends its own thread alone', async () => {
  const video = new Video({ find, patience: 4000 });
  const crafted = await readClip('clip-short.mp4');
  const other = await readClip('clip-25.mp4');
  // stts: version, number of entries, and then how many frames the first one stands for.
  crafted.writeUInt32BE(0xffffffff, crafted.indexOf('stts') + 12);
  const read = video.describe(objectOf(crafted), waiting());
  const [hostile, honest] = await Promise.allSettled([
    read,
    video.describe(objectOf(other), waiting()),
  ]);
  expect(hostile).toMatchObject({ status: 'rejected', reason: { fault: 'unreadable' } });
  expect(honest).toMatchObject({ status: 'fulfilled', value: { duration: 9600 } });
  await video.close();
}, 60_000);

describe.skipIf(!ffmpeg)('frames', () => {
  const video = new Video({ find });
  afterAll(() => video.close());
  const read = async (name: string, ms: number, size = small) => {
    const object = objectOf(await readClip(name));
    const { bytes } = await video.take(object, shotOf(ms, size), png, waiting());
    return toFrame(sharp(bytes));
  };

  test('are as large as asked, and tell their number', async () => {
    const frame = await read('clip-29.97.mp4', 6070, { width: 80, height: 96 });
    expect(frame).toMatchObject({ width: 80, height: 96, channels: 3 });
    expect(frame.data).toHaveLength(80 * 96 * 3);
    expect(readNumber({ ...frame })).toEqual({ number: 181, turn: 0 });
  });

  test('are those of each clip when many are asked for at once', async () => {
    const names = ['clip-25.mp4', 'clip.mkv', 'clip.m2t', 'clip-h265.mp4', 'clip-fragments.mp4'];
    const asked = names.flatMap((name) => [0, 1000, 2000].map((ms) => ({ name, ms })));
    const frames = await Promise.all(asked.map(({ name, ms }) => read(name, ms)));
    const numbers = frames.map((frame) => readNumber({ ...frame }).number);
    expect(numbers).toEqual(asked.map(({ ms }) => ms / 40));
  });

  test('of a clip that breaks off are there as far as it goes', async () => {
    expect(readNumber({ ...(await read('clip-cut-short.mp4', 100)) }).number).toBe(3);
    await expect(read('clip-cut-short.mp4', 7900)).rejects.toMatchObject({ fault: 'unreadable' });
  });

  test('cannot be had without ffmpeg', async () => {
    const blind = new Video({ find: () => Promise.resolve(undefined) });
    const object = objectOf(await readClip('clip-25.mp4'));
    const taken = blind.take(object, shotOf(0), png, waiting());
    await expect(taken).rejects.toMatchObject({ refusal: 'not-emulated' });
    await blind.close();
  });
});

// With a program that never gives a frame.
describe.skipIf(!ffmpeg || platform() !== 'linux')('no process is left', () => {
  const given = async (options: { width?: number; patience?: number } = {}) => {
    const { path, count } = await givenStuck(ffmpeg!.path);
    const video = new Video({ find: () => findFfmpeg(path), ...options });
    const object = objectOf(await readClip('clip-25.mp4'));
    const take = (signal = waiting()) => video.take(object, shotOf(0), png, signal);
    return { video, take, count };
  };

  test('when the client hangs up', async () => {
    const { video, take, count } = await given();
    const client = new AbortController();
    const taken = take(client.signal);
    await until(() => count() === 1);
    client.abort();
    await expect(taken).rejects.toMatchObject({ refusal: 'request-timeout' });
    expect(count()).toBe(0);
    await video.close();
  });

  test('when it takes too long', async () => {
    const { video, take, count } = await given({ patience: 3000 });
    await expect(take()).rejects.toMatchObject({ fault: 'unreadable' });
    expect(count()).toBe(0);
    await video.close();
  });

  test('when the server stops, nor does one start that waited', async () => {
    const { video, take, count } = await given({ width: 2 });
    const taken = Promise.allSettled([take(), take(), take(), take()]);
    await until(() => count() === 2);
    await video.close();
    expect(count()).toBe(0);
    for (const one of await taken)
      expect(one).toMatchObject({ status: 'rejected', reason: { refusal: 'request-timeout' } });
    expect(count()).toBe(0);
  });

  test('and as many run at once as may be', async () => {
    const { video, take, count } = await given({ width: 2 });
    const clients = Array.from({ length: 6 }, () => new AbortController());
    const taken = Promise.allSettled(clients.map(({ signal }) => take(signal)));
    for (const client of clients) {
      await until(() => count() > 0);
      expect(count()).toBeLessThanOrEqual(2);
      client.abort();
    }
    await taken;
    expect(count()).toBe(0);
    await video.close();
  });
});
