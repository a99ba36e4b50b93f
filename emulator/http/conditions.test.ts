import { describe, expect, it } from 'vitest';
import { OssError } from '../errors.ts';
import { holdConditions } from './conditions.ts';

const object = { etag: 'AB', modified: Date.UTC(2024, 0, 1, 12) };
const before = 'Mon, 01 Jan 2024 11:59:59 GMT';
const then = 'Mon, 01 Jan 2024 12:00:00 GMT';
const after = 'Mon, 01 Jan 2024 12:00:01 GMT';

/** What is answered: 200, the refusal's name, or the condition that failed. */
function ask(headers: Record<string, string>): string {
  try {
    holdConditions(headers, object, { ETag: '"AB"' });
    return '200';
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    return error.details.fields?.['Condition'] ?? error.refusal;
  }
}

describe('each condition', () => {
  it.each([
    ['if-match', '"AB"', '200'],
    ['if-match', 'AB', '200'],
    ['if-match', '"X", "AB"', '200'],
    ['if-match', '*', '200'],
    ['if-match', '"ab"', 'If-Match'],
    ['if-none-match', '"AB"', 'not-modified'],
    ['if-none-match', 'W/"AB"', 'not-modified'],
    ['if-none-match', 'AB', 'not-modified'],
    ['if-none-match', '*', 'not-modified'],
    ['if-none-match', '"X"', '200'],
    ['if-modified-since', before, '200'],
    ['if-modified-since', then, 'not-modified'],
    ['if-modified-since', after, 'not-modified'],
    ['if-modified-since', 'yesterday-ish', '200'],
    ['if-unmodified-since', before, 'If-Unmodified-Since'],
    ['if-unmodified-since', then, '200'],
    ['if-unmodified-since', after, '200'],
    ['if-unmodified-since', '', '200'],
  ])('%s: %s', (name, value, answer) => {
    expect(ask({ [name]: value })).toBe(answer);
  });
});

it('lets the ETag silence the time', () => {
  expect(ask({ 'if-match': 'AB', 'if-unmodified-since': before })).toBe('200');
  expect(ask({ 'if-none-match': 'X', 'if-modified-since': after })).toBe('200');
});

it('looks at what must hold before what may have changed', () => {
  expect(ask({ 'if-match': 'X', 'if-none-match': 'AB' })).toBe('If-Match');
});

it('keeps headers on a 304', () => {
  expect(() => holdConditions({ 'if-none-match': 'AB' }, object, { ETag: '"AB"' })).toThrow(
    expect.objectContaining({ details: { headers: { ETag: '"AB"' } } }),
  );
});
