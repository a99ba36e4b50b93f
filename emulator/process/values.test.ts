import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, readValue } from './values.ts';

test('base64 comes back in every spelling that clients send', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const bytes = Buffer.from(text);
      const urlSafe = bytes.toString('base64url');
      const standard = bytes.toString('base64');
      const padded = standard.replaceAll('+', '-').replaceAll('/', '_');
      return [urlSafe, standard, padded].every((spelling) => decodeBase64(spelling) === text);
    }),
  );
});

test.each(['', 'a', 'a=b', '!', 'YQ===', '_w', 'é'])('%j is no base64 of text', (text) => {
  expect(decodeBase64(text)).toBeUndefined();
});

const rest = { text: 'x', cite: ['manual'] };
test.each([
  ['-1', { failure: 'outside' }],
  ['0', { value: 0 }],
  ['007', { value: 7 }],
  ['9', { value: 9 }],
  ['10', { failure: 'outside' }],
  ['9'.repeat(400), { failure: 'outside' }],
  ['1e1', { failure: 'malformed' }],
  [' 1', { failure: 'malformed' }],
  ['', { failure: 'empty' }],
])('the integer %s of 0 to 9', (text, expected) => {
  expect(readValue({ type: 'integer', range: [0, 9], ...rest }, text)).toEqual(expected);
});

test('a colour may be base64 of #RRGGBB where the edition says so', () => {
  const encoded = Buffer.from('#0a0B0c').toString('base64url');
  const colour = (base64: boolean) => readValue({ type: 'colour', base64, ...rest }, encoded);
  expect(colour(true)).toEqual({ value: '0A0B0C' });
  expect(colour(false)).toEqual({ failure: 'malformed' });
});

test('length is counted in the unit of the edition', () => {
  const text = Buffer.from('图图').toString('base64url');
  const read = (unit: 'bytes' | 'characters') =>
    readValue({ type: 'base64', max: 2, unit, ...rest }, text);
  expect(read('characters')).toEqual({ value: '图图' });
  expect(read('bytes')).toEqual({ failure: 'outside' });
});
