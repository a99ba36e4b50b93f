import { describe, expect, it } from 'vitest';
import type { Cors, CorsRule } from '../store/cors.ts';
import { findRule, share } from './cors.ts';

const rule = (change: Partial<CorsRule>): CorsRule => ({
  origins: ['*'],
  methods: ['GET'],
  headers: [],
  expose: [],
  ...change,
});
const corsOf = (...rules: CorsRule[]): Cors => ({ rules, vary: false });
const asked = { origin: 'https://a.example.com', method: 'GET', headers: [] };

describe('a rule', () => {
  it.each([
    ['*', true],
    ['https://a.example.com', true],
    ['https://*.example.com', true],
    ['https://a.example*', true],
    ['*com', true],
    ['https://a.example.com*', true],
    ['http://a.example.com', false],
    ['https://*.a.example.com', false],
    ['https://a.example.com:80', false],
    ['HTTPS://A.EXAMPLE.COM', false],
    ['https://a.example.comcom*com', false],
  ])('for %s: %s', (pattern, fits) => {
    expect(findRule(corsOf(rule({ origins: ['http://x', pattern] })), asked) !== undefined).toBe(
      fits,
    );
  });

  it('allows a header in any case, by one of its patterns', () => {
    const cors = corsOf(rule({ headers: ['Authorization', 'X-Oss-*'] }));
    const fits = (...headers: string[]) => findRule(cors, { ...asked, headers }) !== undefined;
    expect(fits('authorization', 'x-oss-meta-a', 'X-OSS-')).toBe(true);
    expect(fits('authorization', 'content-type')).toBe(false);
    expect(fits('x-oss')).toBe(false);
  });

  it('is the first that allows all of it', () => {
    const [one, two, three] = [
      rule({ methods: ['PUT'] }),
      rule({ maxAge: 1 }),
      rule({ maxAge: 2 }),
    ];
    expect(findRule(corsOf(one, two, three), asked)).toBe(two);
    expect(findRule(corsOf(), asked)).toBeUndefined();
    expect(findRule(undefined, asked)).toBeUndefined();
  });
});

describe('an answer', () => {
  const response = { status: 200, headers: { ETag: '"1"' } };
  const get = (headers: Record<string, string>) => ({ method: 'GET', headers });

  it('keeps its own headers', () => {
    expect(share(response, get({ origin: asked.origin }), corsOf(rule({})))).toEqual({
      status: 200,
      headers: {
        ETag: '"1"',
        'Access-Control-Allow-Origin': asked.origin,
        'Access-Control-Allow-Methods': 'GET',
      },
    });
  });

  it('is as it was where no rule fits, and where the origin is none', () => {
    const cors = corsOf(rule({}));
    expect(share(response, get({ origin: asked.origin }), undefined)).toBe(response);
    expect(share(response, get({}), cors)).toEqual(response);
    expect(share(response, get({ origin: 'a b' }), cors)).toEqual(response);
    expect(share(response, get({ origin: '图' }), cors)).toEqual(response);
  });
});
