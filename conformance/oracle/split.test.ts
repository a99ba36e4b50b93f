import { expect, test } from 'vitest';
import { numberOf, split, valuesOf } from './split.ts';

test('cuts a chain into actions and tokens, and passes over what is empty', () => {
  expect(split('image/resize,w_100//format,png,/')).toEqual([
    { name: 'resize', tokens: ['w_100'] },
    { name: 'format', tokens: ['png'] },
  ]);
});

test('runs image chains that are joined by a pipe one after the other', () => {
  expect(split('image/resize,w_100|image/rotate,90/format,png')).toEqual(
    split('image/resize,w_100/rotate,90/format,png'),
  );
});

test('knows no other chains', () => {
  const others = ['style/thumb', 'video/snapshot,t_1', 'image/resize,w_1|sys/saveas,o_YQ', ''];
  expect(others.map(split)).toEqual([undefined, undefined, undefined, undefined]);
});

test('cuts a token at its first underscore, and the later of two counts', () => {
  const values = valuesOf(['color_FF0000', 'w_1', 'text_a_b', 'w_2', 'image']);
  expect([...values]).toEqual([
    ['color', 'FF0000'],
    ['w', '2'],
    ['text', 'a_b'],
  ]);
  expect([numberOf(values, 'w'), numberOf(values, 'h')]).toEqual([2, undefined]);
});
