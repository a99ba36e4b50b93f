import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import { bindText } from './line.ts';

const current = specOf('current');
const none = () => undefined;

test('a text that was bound before is bound alike, whoever asks', () => {
  const first = bindText('image/resize,w_111', current, none);
  expect(bindText('image/resize,w_111', current, () => 'image/resize,w_222')).toBe(first);
});

test('each edition binds for itself', () => {
  // AVIF is no format of 2019.
  const text = 'image/format,avif';
  expect(bindText(text, current, none).actions).toHaveLength(1);
  expect(() => bindText(text, specOf('2019-09'), none)).toThrow(OssError);
  expect(bindText(text, current, none).actions).toHaveLength(1);
});

test('a style is what the bucket says now', () => {
  const widths = ['w_1', 'w_2'].map((width) =>
    bindText('style/thumb', current, () => `image/resize,${width}`).actions.map(({ args }) => args),
  );
  expect(widths).toMatchObject([[{ w: 1 }], [{ w: 2 }]]);
});

test('what was refused is refused again', () => {
  for (let times = 0; times < 2; times += 1)
    expect(() => bindText('image/resize,w_0', current, none)).toThrow(OssError);
});
