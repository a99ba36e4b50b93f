import { expect, it } from 'vitest';
import { holdBucketName, isBucketName } from './name.ts';

it.each(['abc', '1-2', 'a'.repeat(63), 'my-bucket-1'])('%s is a name', (name) => {
  expect(isBucketName(name)).toBe(true);
});

it.each(['', 'ab', 'a'.repeat(64), '-ab', 'ab-', 'Abc', 'a_b', 'a.b', 'a/b', 'abc\n', '..', 'é-é'])(
  '%j is none',
  (name) => {
    expect(isBucketName(name)).toBe(false);
    expect(() => holdBucketName(name)).toThrow('invalid-bucket-name');
  },
);
