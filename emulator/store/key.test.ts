import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareKeys, requireKey } from './key.ts';

const near = fc.constantFrom(
  'a',
  '\u007f',
  '\u0080',
  '\u07ff',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '😀',
  '\u{10ffff}',
);
const text = fc.array(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 1 })), {
  maxLength: 4,
});

it('orders as the UTF-8 bytes do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [a.join(''), b.join('')];
      expect(Math.sign(compareKeys(x, y))).toBe(Buffer.compare(Buffer.from(x), Buffer.from(y)));
    }),
    { numRuns: 2000 },
  );
});

it.each(['a', 'k'.repeat(1023), '图'.repeat(341), '😀', '..', '\0'])('takes %j', (key) => {
  expect(() => requireKey(key)).not.toThrow();
});

it.each(['', 'k'.repeat(1024), '图'.repeat(342), '\ud83d', 'a\ude00b'])('refuses %j', (key) => {
  expect(() => requireKey(key)).toThrow(RangeError);
});
