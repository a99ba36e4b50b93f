import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Credentials } from './credentials.ts';
import {
  ask,
  basicDate,
  formNames,
  forms,
  httpDate,
  now,
  plain,
  refused,
  scope,
  type Sent,
  v1,
  v4,
} from './signed.contract.ts';

const alone = (headers: Record<string, string>): Sent => ({ ...plain, headers });

describe('authenticate', () => {
  it('takes a request without a signature for anonymous', () => {
    expect(ask(plain)).toEqual({ kind: 'anonymous' });
    const query = [
      ['Expires', '1'],
      ['x-oss-process', 'image/info'],
    ] as const;
    expect(ask({ ...plain, query })).toEqual({ kind: 'anonymous' });
  });

  it('verifies header values as the octets that were sent', () => {
    const meta = 'é图';
    const { headers, ...rest } = forms['V1 header']!(alone({ 'x-oss-meta-a': meta }));
    const wire = { ...headers, 'x-oss-meta-a': Buffer.from(meta).toString('latin1') };
    expect(ask({ ...rest, headers: wire }).kind).toBe('account');
  });

  it('takes the names of additional headers in any case', () => {
    const { headers, ...rest } = forms['V4 header']!(plain);
    const authorization = headers['authorization']!.replace('=host,', '=HOST,');
    expect(ask({ ...rest, headers: { ...headers, authorization } }).kind).toBe('account');
  });

  it('takes an ISO 8601 date in x-oss-date of V1, and an HTTP date in Date of V4', () => {
    const one = alone({ 'x-oss-date': basicDate });
    const authorization = `OSS ak:${v1(one, basicDate, 'sk')}`;
    expect(ask(alone({ ...one.headers, authorization })).kind).toBe('account');
    const four = alone({ host: 'h', date: httpDate });
    const field = `OSS4-HMAC-SHA256 Credential=ak/${scope},AdditionalHeaders=host,Signature=${v4(four, 'sk')}`;
    expect(ask(alone({ ...four.headers, authorization: field })).kind).toBe('account');
  });
});

describe.each(formNames)('a signature in the form %s', (form) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const token = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const sent = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
    where: fc.record({ bucket: token, key: text }),
    query: fc
      .record({ process: text, acl: text })
      .map(({ process, acl }) => [['x-oss-process', process] as const, ['acl', acl] as const]),
    headers: fc.record({ 'content-type': token, 'x-oss-meta-a': token, 'x-oss-meta-a-b': token }),
  });
  const sign = forms[form]!;
  const mismatch = form.startsWith('V1') ? 'signature-mismatch-v1' : 'signature-mismatch-v4';

  it('is verified for any request', () => {
    fc.assert(fc.property(sent, (request) => ask(sign(request)).kind === 'account'));
  });

  const suffix = (value: string) => `${value}1`;
  const tampers: Record<string, (request: Sent) => Sent> = {
    method: (request) => ({ ...request, method: suffix(request.method) }),
    bucket: (request) => ({ ...request, where: { ...request.where, bucket: 'other-bucket' } }),
    key: (request) => ({
      ...request,
      where: { ...request.where, key: suffix(request.where.key ?? '') },
    }),
    process: (request) => ({
      ...request,
      query: request.query.map(([name, value]) => [
        name,
        name === 'x-oss-process' ? suffix(value) : value,
      ]),
    }),
    'a parameter added': (request) => ({ ...request, query: [...request.query, ['x-oss-a', '']] }),
    'a parameter dropped': (request) => ({
      ...request,
      query: request.query.filter(([name]) => name !== 'acl'),
    }),
    'a signed header': (request) => ({
      ...request,
      headers: {
        ...request.headers,
        'x-oss-meta-a': suffix(request.headers['x-oss-meta-a'] ?? ''),
      },
    }),
    'content type': (request) => ({
      ...request,
      headers: { ...request.headers, 'content-type': '' },
    }),
  };
  it.each(Object.keys(tampers))('is refused when the request changed: %s', (part) => {
    fc.assert(
      fc.property(sent, (request) => {
        refused(tampers[part]!(sign(request)), mismatch);
      }),
    );
  });

  it('is refused with another time', () => {
    const { query, headers, ...rest } = sign(plain);
    const later = (value: string) =>
      value
        .replace(/^(Sat, .*):57 GMT$/, '$1:58 GMT')
        .replace('T162057Z', 'T162058Z')
        .replace(/^1702743717$/, '1702743718');
    const times = ['Expires', 'x-oss-date'];
    const moved = {
      ...rest,
      query: query.map(
        ([name, value]) => [name, times.includes(name) ? later(value) : value] as const,
      ),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, later(value)]),
      ),
    };
    expect(moved).not.toEqual({ ...rest, query, headers });
    refused(moved, mismatch);
  });

  it('is refused with another secret', () => {
    const secret = fc.string({ minLength: 1 }).filter((word) => word !== 'sk');
    fc.assert(
      fc.property(sent, secret, (request, word) => {
        refused(sign(request, word), mismatch);
      }),
    );
  });

  it('is refused for an access key that nobody has', () => {
    const others = new Credentials([{ accessKeyId: 'b', accessKeySecret: 'sk' }]);
    expect(() => ask(sign(plain), now, others)).toThrow(
      expect.objectContaining({
        refusal: 'unknown-access-key',
        details: expect.objectContaining({ fields: { OSSAccessKeyId: 'ak' } }),
      }),
    );
  });
});

describe('x-oss-sign-origin-only', () => {
  const asked = ['x-oss-sign-origin-only', 'true'] as const;
  const process = ['x-oss-process', 'image/info'] as const;
  const append = ({ query, ...rest }: Sent): Sent => ({ ...rest, query: [...query, process] });

  it('lets a process be appended to a V1 URL', () => {
    const sent = forms['V1 URL']!({ ...plain, query: [asked] });
    expect(ask(append(sent)).kind).toBe('account');
    expect(ask(sent).kind).toBe('account');
  });

  it('is signed itself', () => {
    const sent = forms['V1 URL']!(plain);
    refused({ ...sent, query: [asked, ...sent.query] }, 'signature-mismatch-v1');
    const without = forms['V1 URL']!({ ...plain, query: [asked] });
    const query = without.query.filter((pair) => pair !== asked);
    refused({ ...without, query }, 'signature-mismatch-v1');
  });

  it.each(['V1 header', 'V4 header', 'V4 URL'])('means nothing to a %s', (form) => {
    const sent = forms[form]!({ ...plain, query: [asked] });
    refused(append(sent), `signature-mismatch-${form.slice(0, 2).toLowerCase()}`);
  });
});

describe('the time of a request', () => {
  it.each(['V1 header', 'V4 header'])('of a %s may be off by 15 minutes', (form) => {
    const sent = forms[form]!(plain);
    expect(ask(sent, now + 900_000).kind).toBe('account');
    expect(ask(sent, now - 900_000).kind).toBe('account');
    refused(sent, 'time-too-skewed', now + 900_001);
    refused(sent, 'time-too-skewed', now - 900_001);
  });

  it.each([
    ['V1 URL', 60_000],
    ['V4 URL', 599_000],
  ])('of a %s ends before anybody looks at its signature', (form, life) => {
    const sent = forms[form]!(plain);
    expect(ask(sent, now + life).kind).toBe('account');
    refused(sent, 'url-expired', now + life + 1);
    refused(forms[form]!(plain, 'wrong'), 'url-expired', now + life + 1);
  });

  it('of a V4 URL may lie ahead by 15 minutes', () => {
    expect(ask(forms['V4 URL']!(plain), now - 900_000).kind).toBe('account');
    refused(forms['V4 URL']!(plain), 'url-early', now - 900_001);
  });
});
