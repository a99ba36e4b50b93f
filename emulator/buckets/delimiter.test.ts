import { expect, test } from 'vitest';
import { type Delimiter, openAccess } from '../store/access.ts';
import { readStyledKeys } from './delimiter.ts';

const read = (key: string, ...delimiters: Delimiter[]) =>
  readStyledKeys(key, { ...openAccess, delimiters });

test.each([
  ['a.jpg!small', ['!'], 'a.jpg', 'small'],
  ['a.jpg@-small', ['-'], 'a.jpg@', 'small'],
  ['dir/a.jpg/small', ['/'], 'dir/a.jpg', 'small'],
  ['a-b_c!d', ['-', '_', '/', '!'], 'a-b_c', 'd'],
  ['a!b-c', ['!', '-'], 'a!b', 'c'],
  ['a!b-c', ['!'], 'a', 'b-c'],
  ['a_b.c', ['_'], 'a', 'b.c'],
] as const)('%s by %j is %s in the style %s', (literal, delimiters, key, style) => {
  expect(read(literal, ...delimiters)[0]).toEqual({ key, style });
});

test.each([
  ['a.jpg', ['!']],
  ['a.jpg!', ['!']],
  ['!small', ['!']],
  ['a.jpg!no such', ['!']],
  [`a.jpg!${'s'.repeat(64)}`, ['!']],
  ['a.jpg!small', ['-', '_', '/']],
  ['a.jpg,small', ['-', '_', '/', '!']],
] as const)('%s by %j asks for no style', (literal, delimiters) => {
  expect(read(literal, ...delimiters)).toEqual([]);
});

test('a name may hold a delimiter: every cut is offered, the last delimiter first', () => {
  expect(read('a-b.jpg@!my_style', '-', '_', '!')).toEqual([
    { key: 'a-b.jpg@!my', style: 'style' },
    { key: 'a-b.jpg@', style: 'my_style' },
    { key: 'a-b.jpg', style: 'my_style' },
  ]);
});

test('@! is ! too, unless the @ belongs to a key', () => {
  const cuts = [
    { key: 'a.jpg@', style: 'small' },
    { key: 'a.jpg', style: 'small' },
  ];
  expect(read('a.jpg@!small', '!')).toEqual(cuts);
  expect(read('@!small', '!')).toEqual([{ key: '@', style: 'small' }]);
});
