import { describe, expect, it } from 'vitest';
import { readRange } from './range.ts';

const usual = (range: string, size = 1000) => readRange({ range }, size);
const standard = (range: string, size = 1000) =>
  readRange({ range, 'x-oss-range-behavior': 'standard' }, size);

describe('a range inside the object', () => {
  it.each([
    ['bytes=0-499', 0, 499],
    ['bytes=500-999', 500, 999],
    ['bytes=500-', 500, 999],
    ['bytes=-500', 500, 999],
    ['bytes=-1000', 0, 999],
    ['bytes=0-0', 0, 0],
  ])('%s', (header, first, last) => {
    expect(usual(header)).toEqual({ first, last });
    expect(standard(header)).toEqual({ first, last });
  });
});

it.each([
  '',
  'byte=0-499',
  'bytes=',
  'bytes=-',
  'bytes=a-b',
  'bytes=5-2',
  'bytes=0-1x',
  'bytes=0-1,4-5',
])('passes over %j', (header) => {
  expect(usual(header)).toBeUndefined();
  expect(standard(header)).toBeUndefined();
});

describe('a range that leaves the object', () => {
  it.each(['bytes=0-1000', 'bytes=1000-2000', 'bytes=1000-', 'bytes=-2000', 'bytes=-0'])(
    '%s is passed over',
    (header) => {
      expect(usual(header)).toBeUndefined();
    },
  );

  it.each([
    ['bytes=500-2000', 500, 999],
    ['bytes=-2000', 0, 999],
  ])('%s is cut in the standard behaviour', (header, first, last) => {
    expect(standard(header)).toEqual({ first, last });
  });

  it.each(['bytes=1000-2000', 'bytes=1000-', 'bytes=-0'])(
    '%s is refused in the standard behaviour',
    (header) => {
      expect(() => standard(header)).toThrow('invalid-range');
    },
  );

  it('knows that an empty object has no ranges', () => {
    expect(usual('bytes=0-', 0)).toBeUndefined();
    expect(usual('bytes=-1', 0)).toBeUndefined();
    expect(() => standard('bytes=0-', 0)).toThrow('invalid-range');
  });
});
