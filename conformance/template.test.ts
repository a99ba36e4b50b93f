import { describe, expect, it } from 'vitest';
import { fill, finish, namesIn } from './template.ts';

describe('fill', () => {
  it('replaces the names it knows, in keys and values at any depth', () => {
    expect(fill({ '{a}': ['x{a}{b}', { y: '{c}' }], n: 1 }, { a: '1', c: '' })).toEqual({
      '1': ['x1{b}', { y: '' }],
      n: 1,
    });
  });

  it('takes no name from the prototype, and leaves bytes alone', () => {
    const bytes = Buffer.from('{a}');
    expect(fill({ text: '{constructor}', bytes }, { a: '1' })).toEqual({
      text: '{constructor}',
      bytes,
    });
  });

  it('does not fill what it has filled in', () => {
    expect(fill('{a}', { a: '{b}', b: '1' })).toBe('{b}');
  });
});

describe('finish', () => {
  it('encodes after filling, URL-safe and without padding', () => {
    expect(finish('b_{base64:{bucket}}', { bucket: 'é?' })).toBe('b_w6k_');
    expect(finish('{base64:a}', {})).toBe('YQ');
  });

  it('repeats', () => {
    expect(finish('{repeat:3:ab}{repeat:0:x}', {})).toBe('ababab');
    expect(finish('{base64:{repeat:3:a}}', {})).toBe('YWFh');
  });
});

it('namesIn finds names, and no function', () => {
  expect(
    namesIn({ '{a}': ['{b-c}', '{base64:{d}}', '{repeat:3:e}', '{"json": 1}', '{ }'] }),
  ).toEqual(['a', 'b-c', 'd'].sort());
});
