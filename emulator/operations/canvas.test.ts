import { expect, test } from 'vitest';
import { blank, place } from './canvas.ts';

const colourAt = (data: Uint8Array, index: number, channels: number) => [
  ...data.subarray(index * channels, (index + 1) * channels),
];

test.each([3, 4] as const)('a picture of %i channels lies where it is put', (channels) => {
  const picture = blank({ width: 2, height: 1 }, channels, 'FF0000');
  const { data } = place(picture, blank({ width: 4, height: 3 }, channels, '0000FF'), {
    left: 1,
    top: 2,
  });
  const isRed = Array.from({ length: 12 }, (_, i) => colourAt(data, i, channels)[0] === 255);
  expect(isRed.flatMap((red, i) => (red ? [i] : []))).toEqual([9, 10]);
  expect(colourAt(data, 0, channels)).toEqual(channels === 4 ? [0, 0, 255, 255] : [0, 0, 255]);
});
