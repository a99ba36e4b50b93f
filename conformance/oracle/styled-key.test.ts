import { expect, it } from 'vitest';
import { resolve } from './styled-key.ts';

const objects = new Set(['a', 'a-b', 'a@', 'dir/a', 'a!small']);
const all = ['-', '_', '/', '!'];

it.each([
  ['a', { key: 'a' }],
  ['a!small', { key: 'a!small' }],
  ['a_small', { key: 'a', style: 'small' }],
  ['a-b-small', { key: 'a-b', style: 'small' }],
  ['a-small-b', { key: 'a', style: 'small-b' }],
  ['a-b', { key: 'a-b' }],
  ['dir/a/small', { key: 'dir/a', style: 'small' }],
  ['dir/a@!small', { key: 'dir/a', style: 'small' }],
  ['a@!small', { key: 'a@', style: 'small' }],
  ['a!small!x', { key: 'a!small', style: 'x' }],
  ['b!small', undefined],
  ['a,small', undefined],
  ['dir/a!', undefined],
  ['dir/a!sm all', undefined],
  [`dir/a!${'n'.repeat(64)}`, undefined],
] as const)('%s', (literal, meant) => {
  expect(resolve(literal, objects, all)).toEqual(meant);
});

it('knows the delimiters of the bucket alone', () => {
  expect(resolve('dir/a_small', objects, ['!'])).toBeUndefined();
  expect(resolve('dir/a@!small', objects, ['_'])).toBeUndefined();
  expect(resolve('dir/a,small', objects, [','])).toBeUndefined();
});
