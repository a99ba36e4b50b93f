import { expect, test } from 'vitest';
import { arrange } from './strip.ts';

const picture = { width: 40, height: 21 };
const text = { width: 100, height: 50 };

test.each([
  [0, 0, 0, { left: 0, top: 0 }, { left: 40, top: 0 }, 140],
  [0, 1, 7, { left: 0, top: 14 }, { left: 47, top: 0 }, 147],
  [0, 2, 0, { left: 0, top: 29 }, { left: 40, top: 0 }, 140],
  [1, 0, 7, { left: 107, top: 0 }, { left: 0, top: 0 }, 147],
  [1, 2, 1000, { left: 1100, top: 29 }, { left: 0, top: 0 }, 1140],
])('order %i, align %i, interval %i', (order, align, interval, ofPicture, ofText, width) => {
  expect(arrange(picture, text, { order, align, interval })).toEqual({
    size: { width, height: 50 },
    picture: ofPicture,
    text: ofText,
  });
});

test('the lower of the two is lined up, whichever it is', () => {
  const layout = { order: 0, align: 2, interval: 0 };
  expect(arrange(text, picture, layout).text).toEqual({ left: 100, top: 29 });
});
