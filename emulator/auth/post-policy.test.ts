import { describe, expect, it } from 'vitest';
import { holdPolicy, holdPolicyTime, readPolicy } from './post-policy.ts';

const encode = (policy: unknown) => Buffer.from(JSON.stringify(policy)).toString('base64');
const expiration = '2014-12-01T12:00:00.000Z';
const policyOf = (...conditions: unknown[]) => readPolicy(encode({ expiration, conditions }));
const refusalOf = (act: () => unknown): unknown => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return (error as { refusal?: string }).refusal;
  }
};

// The example of the page of 0006-00000204, and the numbers of the pages beside it.
const example = [
  { bucket: 'johnsmith' },
  ['content-length-range', 1, 10],
  ['eq', '$success_action_status', '201'],
  ['starts-with', '$key', 'user/eric/'],
  ['in', '$content-type', ['image/jpeg', 'image/png']],
  ['not-in', '$cache-control', ['no-cache']],
];
const fields = {
  bucket: 'johnsmith',
  success_action_status: '201',
  key: 'user/eric/a',
  'content-type': 'image/png',
  'cache-control': 'max-age=1',
};
const hold = (changed: Readonly<Record<string, string>>, mustName: readonly string[] = []) =>
  refusalOf(() =>
    holdPolicy(policyOf(...example), new Map(Object.entries({ ...fields, ...changed })), mustName),
  );

describe('a policy', () => {
  it('is read as it is written', () => {
    const { expires, ranges, conditions } = policyOf(...example);
    expect(new Date(expires).toISOString()).toBe(expiration);
    expect(ranges).toEqual([[1, 10]]);
    expect(conditions).toHaveLength(5);
  });

  it('may write a dollar sign with a backslash', () => {
    const text = `{"expiration":"${expiration}","conditions":[["eq","$key","a\\$b"]]}`;
    const policy = readPolicy(Buffer.from(text).toString('base64'));
    expect(refusalOf(() => holdPolicy(policy, new Map([['key', 'a$b']]), []))).toBe('accepted');
  });

  it('ends with its last millisecond', () => {
    const policy = policyOf();
    expect(refusalOf(() => holdPolicyTime(policy, Date.parse(expiration)))).toBe('accepted');
    expect(refusalOf(() => holdPolicyTime(policy, Date.parse(expiration) + 1))).toBe(
      'policy-expired',
    );
  });
});

describe('fields', () => {
  it('that meet every condition are accepted', () => expect(hold({})).toBe('accepted'));
  it.each([
    { bucket: 'other' },
    { success_action_status: '200' },
    { key: 'user/eric' },
    { 'content-type': 'image/gif' },
    { 'content-type': '' },
    { 'cache-control': 'no-cache' },
  ])('%j do not', (changed) => expect(hold(changed)).toBe('policy-condition-failed'));
  it('that have to be named are', () => {
    expect(hold({}, ['key', 'x-oss-date'])).toBe('accepted');
    expect(hold({ 'x-oss-date': '' }, ['key', 'x-oss-date'])).toBe('policy-field-unnamed');
  });
});

describe('a refusal', () => {
  it.each([
    [{ A: 'a' }, '["eq", "$a", "a"]'],
    [['starts-with', '$key', 'user/eric/'], '["starts-with", "$key", "user/eric/"]'],
    [['in', 'Content-Type', ['a', 'b']], '["in", "$content-type", ["a", "b"]]'],
  ])('of %j shows the condition', (condition, shown) => {
    expect(() => holdPolicy(policyOf(condition), new Map(), [])).toThrow(
      expect.objectContaining({ details: { fields: { condition: shown } } }),
    );
  });
});

describe('what is no policy', () => {
  it.each([
    ['policy-empty', ''],
    ['policy-not-base64', '#'],
    ['policy-not-base64', Buffer.from([0xff, 0xfe]).toString('base64')],
    ['policy-not-json', Buffer.from('{').toString('base64')],
    ['policy-not-json', encode([])],
    ['policy-not-json', encode(null)],
  ])('%s: %s', (refusal, field) => expect(refusalOf(() => readPolicy(field))).toBe(refusal));

  it.each([
    ['policy-without-both', {}],
    ['policy-without-conditions', { expiration }],
    ['policy-without-expiration', { conditions: [] }],
    ['policy-property-unknown', { test: 'test', expiration, conditions: [] }],
    ['policy-expiration-type', { expiration: 123, conditions: [] }],
    ['policy-expiration-empty', { expiration: '', conditions: [] }],
    ['policy-expiration-malformed', { expiration: '2023-02-19 13:19:00', conditions: [] }],
    ['policy-expiration-malformed', { expiration: '2023-02-31T25:19:00Z', conditions: [] }],
    ['policy-conditions-type', { expiration, conditions: 123 }],
  ])('%s: %j', (refusal, policy) =>
    expect(refusalOf(() => readPolicy(encode(policy)))).toBe(refusal),
  );

  it.each([
    ['policy-simple-condition', {}],
    ['policy-simple-condition', { bucket: 'a', key: 'b' }],
    ['policy-value-type', { bucket: 1 }],
    ['policy-condition-without-mode', ['$key']],
    ['policy-condition-without-mode', []],
    ['policy-mode-unknown', ['ends-with', '$key', 'user/user1']],
    ['policy-condition-length', ['starts-with', '$key', 'user/user1', 'test']],
    ['policy-condition-length', ['eq', '$key']],
    ['policy-condition-length', ['content-length-range', 1]],
    ['policy-range-reversed', ['content-length-range', 20, 10]],
    ['policy-range-type', ['content-length-range', 10, 'test']],
    ['policy-range-type', ['content-length-range', -1, 10]],
    ['policy-condition-type', 123],
    ['policy-condition-type', null],
    ['policy-element-type', ['content-length-range', [1], 'test']],
    ['policy-value-type', ['not-in', '$cache-control', 'no-cache']],
    ['policy-value-type', ['eq', '$key', 1]],
    ['policy-value-type', ['in', '$key', [1]]],
  ])('%s: %j', (refusal, condition) => expect(refusalOf(() => policyOf(condition))).toBe(refusal));
});
