import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import { expand } from './expand.ts';
import { format, parse } from './parse.ts';

const styles: Readonly<Record<string, string>> = {
  thumb: 'image/resize,w_100/format,png',
  two: 'image/resize,w_100|image/rotate,90',
  loop: 'style/loop',
};
const expanded = (text: string) =>
  format(expand(parse(text), (name) => styles[name], specOf('current')));

test.each([
  ['style/thumb', 'image/resize,w_100/format,png'],
  ['style/two', 'image/resize,w_100|image/rotate,90'],
  ['style/thumb|sys/saveas,o_eA', 'image/resize,w_100/format,png|sys/saveas,o_eA'],
  ['image/resize,w_1', 'image/resize,w_1'],
])('%s becomes %s', (text, whole) => expect(expanded(text)).toBe(whole));

test('a style does not open a further one, so none can open itself', () => {
  expect(expanded('style/loop')).toBe('style/loop');
});

test.each(['style/none', 'style/', 'style/thumb/x', 'style/thumb,x'])('%s is unknown', (text) => {
  expect(() => expanded(text)).toThrow(OssError);
});

test('pieces of a style stand where it was named', () => {
  const { pipes } = expand(
    parse('image/crop|style/thumb'),
    (name) => styles[name],
    specOf('current'),
  );
  expect(pipes[1]?.actions[0]?.name.at).toBe('image/crop|'.length);
});
