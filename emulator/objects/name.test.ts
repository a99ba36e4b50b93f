import { expect, it } from 'vitest';
import { holdObjectName } from './name.ts';

it.each(['a', 'a/b', 'a//b/', '..', './a', ' ', '-', '\u0000', 'a'.repeat(1023), '图'.repeat(341)])(
  '%j is a name',
  (key) => {
    expect(() => holdObjectName(key)).not.toThrow();
  },
);

it.each([
  ['', 'object-name-empty'],
  ['a'.repeat(1024), 'object-name-too-long'],
  [`${'图'.repeat(341)}a`, 'object-name-too-long'],
  ['/a', 'invalid-object-name'],
  ['\\a', 'invalid-object-name'],
])('%j is none', (key, refusal) => {
  expect(() => holdObjectName(key)).toThrow(refusal);
});
