import { expect, test } from 'vitest';
import type { Frame } from '../operation.ts';
import { averageArea } from './area.ts';

/** One row of grey pixels, or of pixels with alpha where four numbers stand for each. */
const row = (channels: 3 | 4, ...pixels: readonly (readonly number[])[]): Frame => ({
  width: pixels.length,
  height: 1,
  channels,
  data: Uint8Array.from(pixels.flat()),
});
const grey = (...values: readonly number[]) => row(3, ...values.map((v) => [v, v, v]));
const reds = async (frame: Frame, width: number, height = 1) => {
  const { data, channels } = await averageArea(frame, { width, height });
  return Array.from({ length: width * height }, (_, index) => data[index * channels]);
};

test('a pixel is the mean of what it covers, parts of pixels by their share', async () => {
  expect(await reds(grey(0, 100, 200, 40), 2)).toEqual([50, 120]);
  // 2.5 pixels each: (10 + 20 + 30/2) / 2.5 and (30/2 + 40 + 50) / 2.5
  expect(await reds(grey(10, 20, 30, 40, 50), 2)).toEqual([18, 42]);
});

test('halves go to the even number', async () => {
  expect(await reds(grey(0, 1, 1, 2, 2, 3), 3)).toEqual([0, 2, 2]);
});

test('rows are averaged as columns are', async () => {
  const tall: Frame = { width: 1, height: 4, channels: 3, data: grey(0, 100, 200, 40).data };
  expect(await reds(tall, 1, 2)).toEqual([50, 120]);
});

test('what is transparent has no colour to give', async () => {
  const frame = row(4, [200, 0, 0, 255], [0, 0, 0, 0]);
  const { data } = await averageArea(frame, { width: 1, height: 1 });
  expect([...data]).toEqual([200, 0, 0, 128]);
});

test('the same size is the same picture', async () => {
  const frame = grey(3, 1, 4, 1, 5, 9, 2, 6);
  expect((await averageArea(frame, { width: 8, height: 1 })).data).toEqual(frame.data);
});
