import { expect, test } from 'vitest';
import { anchor, pin } from './gravity.ts';

const room = { width: 161, height: 81 };

test.each([
  ['nw', { left: 0, top: 0 }],
  ['north', { left: 80, top: 0 }],
  ['ne', { left: 161, top: 0 }],
  ['west', { left: 0, top: 40 }],
  ['center', { left: 80, top: 40 }],
  ['east', { left: 161, top: 40 }],
  ['sw', { left: 0, top: 81 }],
  ['south', { left: 80, top: 81 }],
  ['se', { left: 161, top: 81 }],
] as const)('%s leaves the odd pixel right and below', (gravity, expected) => {
  expect(anchor(gravity, room)).toEqual(expected);
});

test.each([
  ['nw', { left: 30, top: 15 }],
  ['north', { left: 80, top: 15 }],
  ['ne', { left: 131, top: 15 }],
  ['west', { left: 30, top: 47 }],
  ['center', { left: 80, top: 47 }],
  ['east', { left: 131, top: 47 }],
  ['sw', { left: 30, top: 66 }],
  ['south', { left: 80, top: 66 }],
  ['se', { left: 131, top: 66 }],
] as const)('%s has margins only at the edges that it touches', (gravity, expected) => {
  expect(pin(gravity, room, { x: 30, y: 15, voffset: 7 })).toEqual(expected);
});

test('what is larger than what it lies on keeps its anchor', () => {
  const none = { x: 0, y: 0, voffset: 0 };
  const over = { width: -100, height: -51 };
  expect(pin('nw', over, none)).toEqual({ left: 0, top: 0 });
  expect(pin('center', over, none)).toEqual({ left: -50, top: -26 });
  expect(pin('se', over, none)).toEqual({ left: -100, top: -51 });
});
