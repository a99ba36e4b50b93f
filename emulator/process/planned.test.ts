import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { substitute } from '../engine/face.ts';
import type { SourceInfo } from '../operation.ts';
import { bindText } from './line.ts';
import { planAlone } from './planned.ts';

const spec = specOf('current');
const bind = (text: string) => bindText(text, spec, () => undefined);
const jpg: SourceInfo = {
  format: 'jpg',
  bytes: 1,
  width: 400,
  height: 200,
  frames: 1,
  orientation: 1,
  alpha: false,
};
const named = Buffer.from('logo.png').toString('base64url');

test('the same of the same picture is planned once', () => {
  const chain = bind('image/resize,w_100');
  const made = planAlone(chain, jpg, spec, substitute);
  expect(made?.steps.map(({ size }) => size)).toEqual([{ width: 100, height: 50 }]);
  expect(planAlone(chain, jpg, spec, substitute)).toBe(made);
});

test('of another picture, or with other fonts, it is planned anew', () => {
  const chain = bind('image/resize,w_100');
  const made = planAlone(chain, jpg, spec, substitute);
  const tall = planAlone(chain, { ...jpg, height: 400 }, spec, substitute);
  expect(tall?.steps.map(({ size }) => size)).toEqual([{ width: 100, height: 100 }]);
  const again = planAlone(chain, jpg, spec, (name) => substitute(name));
  expect(again).toEqual(made);
  expect(again).not.toBe(made);
});

test('what is refused is refused again', () => {
  const chain = bind('image/crop,x_400');
  for (let time = 0; time < 2; time++)
    expect(() => planAlone(chain, jpg, spec, substitute)).toThrow('image/crop:start-outside');
});

test('a chain that names another object is planned by whoever opens it', () => {
  const chain = bind(`image/resize,w_100/watermark,image_${named}`);
  expect(planAlone(chain, jpg, spec, substitute)).toBeUndefined();
});
