import { expect, test } from 'vitest';
import { openAccess } from '../store/access.ts';
import { oldGrammarHolds, readOldKey } from './key.ts';

test.each([
  ['a.jpg@100w', { key: 'a.jpg', oldProcess: '100w' }],
  ['dir/a.jpg@.png', { key: 'dir/a.jpg', oldProcess: '.png' }],
  ['a@b.jpg@100w|50w.png', { key: 'a@b.jpg', oldProcess: '100w|50w.png' }],
  ['a.jpg@!thumb', { key: 'a.jpg', process: 'style/thumb' }],
  ['user@example.com/a.jpg', { key: 'user', oldProcess: 'example.com/a.jpg' }],
])('%s means %j', (literal, meant) => expect(readOldKey(literal)).toEqual(meant));

test.each([
  'a.jpg',
  'a.jpg@',
  '@100w',
  '@',
  '',
  'a.jpg@!',
  'a.jpg@!no such',
  `a@!${'s'.repeat(64)}`,
])('%s means nothing but itself', (literal) => expect(readOldKey(literal)).toBeUndefined());

test.each([
  [true, true, true],
  [true, false, true],
  [false, true, true],
  [false, false, false],
])('on an img host (%s) or where it is on (%s) it holds: %s', (img, oldGrammar, holds) =>
  expect(
    oldGrammarHolds({ address: { img }, bucket: { access: { ...openAccess, oldGrammar } } }),
  ).toBe(holds),
);
