import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PostForm, Request } from '../target.ts';
import { signForm } from './form-signing.ts';
import { writeForm } from './form.ts';

const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const when = { region: 'cn-hangzhou', now: new Date('2026-01-02T03:04:05Z') };
const policy = '{"expiration":"2099-12-31T12:00:00Z","conditions":[{"key":"a"}]}';
const form: PostForm = { fields: { key: 'a' }, policy };
const signed = (change: Partial<Request> = {}, by = keys) => {
  const request = {
    verb: 'POST',
    bucket: 'b',
    key: '',
    query: '',
    headers: {},
    as: 'owner',
    form,
    ...change,
  } as const;
  return signForm(request, by, when)?.fields ?? {};
};
const decode = (text = '') => Buffer.from(text, 'base64').toString();

describe('a form', () => {
  it('is written as a browser does', () => {
    const file = { name: 'a "b".txt', type: 'text/plain', bytes: Buffer.from('hello') };
    const text = Buffer.from(
      writeForm({ fields: { key: 'ü' }, file, behind: { submit: 'x' } }),
    ).toString();
    expect(text.replaceAll('--oss-conformance-form', '--')).toBe(
      [
        '--\r\nContent-Disposition: form-data; name="key"\r\n\r\nü',
        '--\r\nContent-Disposition: form-data; name="file"; filename="a %22b%22.txt"\r\nContent-Type: text/plain\r\n\r\nhello',
        '--\r\nContent-Disposition: form-data; name="submit"\r\n\r\nx',
        '----\r\n',
      ].join('\r\n'),
    );
  });

  it('is signed by V1 over the policy as it is sent', () => {
    const { OSSAccessKeyId, policy: sent, Signature } = signed({ sign: 'v1' });
    expect({ OSSAccessKeyId, policy: decode(sent) }).toEqual({ OSSAccessKeyId: 'ak', policy });
    expect(Signature).toBe(
      createHmac('sha1', 'sk')
        .update(sent ?? '')
        .digest('base64'),
    );
  });

  it('is signed by V4 with a policy that names the fields of the signature', () => {
    const fields = signed({}, { ...keys, securityToken: 'token' } as typeof keys);
    expect(fields).toMatchObject({
      'x-oss-credential': 'ak/20260102/cn-hangzhou/oss/aliyun_v4_request',
      'x-oss-date': '20260102T030405Z',
      'x-oss-security-token': 'token',
      'x-oss-signature': expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    const { conditions } = JSON.parse(decode(fields['policy'])) as { conditions: object[] };
    expect(conditions.flatMap((condition) => Object.keys(condition))).toEqual(
      'key x-oss-security-token x-oss-signature-version x-oss-credential x-oss-date'.split(' '),
    );
  });

  it('is spoilt as the case asks, and keeps what the case gives', () => {
    const honest = signed({ sign: 'v1' })['Signature'];
    for (const tamper of ['secret', 'signature'] as const)
      expect(signed({ sign: 'v1', tamper })['Signature']).not.toBe(honest);
    expect(signed({ tamper: 'region' })['x-oss-credential']).toContain('/cn-hangzhou-x/');
    expect(signed({ form: { fields: { policy: 'own' } } })['policy']).toBe('own');
    expect(signed({ sign: 'none' })).toEqual({ key: 'a' });
  });
});
