import { describe, expect, it } from 'vitest';
import { signV1Header } from '../sign/v1.ts';
import { signV4Header } from '../sign/v4.ts';
import { type Request, signings, type Tamper } from '../target.ts';
import { sign } from './signing.ts';
import { parametersOf, toWire } from './wire.ts';

const endpoint = { url: new URL('http://127.0.0.1:9000'), addressing: 'path' } as const;
const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const at = { region: 'cn-hangzhou', now: new Date('2026-01-02T03:04:05Z') };
const get: Request = {
  verb: 'GET',
  bucket: 'b',
  key: 'k',
  process: 'image/info',
  query: '',
  headers: {},
  as: 'owner',
};
const signed = (change: Partial<Request>) => {
  const request = { ...get, ...change };
  return sign(request, toWire(request, endpoint), keys, at);
};
const unsigned = {
  method: 'GET',
  bucket: 'b',
  key: 'k',
  query: [['x-oss-process', 'image/info'] as const],
  headers: {},
};

describe('sign', () => {
  it('signs what is on the wire, by V4 unless the case says otherwise', () => {
    const v4 = signV4Header(unsigned, keys, { region: at.region, at: at.now });
    expect(signed({}).headers).toEqual(v4);
    expect(signed({ sign: 'v4' }).headers).toEqual(v4);
    expect(signed({ sign: 'v1' }).headers).toEqual(signV1Header(unsigned, keys, at.now));
    expect(signed({ sign: 'none' }).headers).toEqual({});
  });

  it.each([
    ['v1-url', 'OSSAccessKeyId', 'Signature'],
    ['v4-url', 'x-oss-credential', 'x-oss-signature'],
  ] as const)('%s adds to the query only', (way, credential, signature) => {
    const wire = signed({ sign: way });
    const query = new Map(parametersOf(wire.query));
    expect(wire.headers).toEqual({});
    expect(query.get('x-oss-process')).toBe('image/info');
    expect(query.get(credential)).toMatch(/^ak/);
    expect(query.get(signature)).toBeTruthy();
  });

  it('covers the headers of the request', () => {
    expect(signed({ headers: { 'x-oss-meta-a': '1' } }).headers['authorization']).not.toBe(
      signed({}).headers['authorization'],
    );
  });
});

/** What a signed request says of its key and its signature, in whichever place. */
function credentialsOf({ headers, query }: ReturnType<typeof signed>): string[] {
  const found = new Map(parametersOf(query));
  const { authorization } = headers;
  if (authorization !== undefined) return authorization.split(/[:,]/).slice(-2);
  return ['OSSAccessKeyId', 'x-oss-credential', 'Signature', 'x-oss-signature'].flatMap((name) => {
    const value = found.get(name);
    return value === undefined ? [] : [value];
  });
}

describe('tampering', () => {
  const ways = signings.filter((way) => way !== 'none');

  it.each(ways)('%s by another secret, at another time, for another verb, or wrongly', (way) => {
    const [, honest] = credentialsOf(signed({ sign: way }));
    for (const tamper of ['secret', 'clock', 'verb', 'signature'] satisfies Tamper[]) {
      const [, spoilt] = credentialsOf(signed({ sign: way, tamper }));
      expect(spoilt, tamper).not.toBe(honest);
      expect(spoilt?.length, tamper).toBe(honest?.length);
    }
  });

  it.each(ways)('%s by an unknown key', (way) => {
    expect(credentialsOf(signed({ sign: way }))[0]).not.toContain('no-ak');
    expect(credentialsOf(signed({ sign: way, tamper: 'access-key' }))[0]).toContain('no-ak');
  });

  it('adds a parameter or a header that nobody signed', () => {
    expect(signed({ tamper: 'query' }).query).toContain('response-content-type=text%2Fplain');
    expect(signed({ tamper: 'query' }).headers).toEqual(signed({}).headers);
    const { 'x-oss-meta-added': added, ...rest } = signed({ tamper: 'header' }).headers;
    expect(added).toBeDefined();
    expect(rest).toEqual(signed({}).headers);
  });

  it('signs another process, or none', () => {
    for (const [tamper, query] of [
      ['process', [['x-oss-process', 'image/info0'] as const]],
      ['appended', []],
    ] as const) {
      const spoilt = signed({ sign: 'v1', tamper });
      expect(spoilt.query).toBe(signed({ sign: 'none' }).query);
      expect(spoilt.headers).toEqual(signV1Header({ ...unsigned, query }, keys, at.now));
    }
  });

  it('signs for another region', () => {
    expect(signed({ sign: 'v4', tamper: 'region' }).headers['authorization']).toContain(
      '/cn-hangzhou-x/',
    );
  });

  it.each(ways)('%s with a token that came too late', (way) => {
    const temporary = { ...keys, securityToken: 'token' };
    const request = { ...get, sign: way };
    const wire = toWire(request, endpoint);
    const honest = sign(request, wire, keys, at);
    const late = sign({ ...request, token: 'unsigned' }, wire, temporary, at);
    expect(late).toEqual(
      {
        v1: { ...honest, headers: { ...honest.headers, 'x-oss-security-token': 'token' } },
        v4: { ...honest, headers: { ...honest.headers, 'x-oss-security-token': 'token' } },
        'v1-url': { ...honest, query: `${honest.query}&security-token=token` },
        'v4-url': { ...honest, query: `${honest.query}&x-oss-security-token=token` },
      }[way],
    );
  });

  it('changes a header that was signed additionally', () => {
    const asked = { headers: { range: 'bytes=0-1' }, additional: ['range'] };
    const honest = signed(asked).headers;
    expect(honest['authorization']).toContain(',AdditionalHeaders=range,');
    expect(signed({ ...asked, tamper: 'additional' }).headers).toEqual({
      ...honest,
      range: 'bytes=0-1x',
    });
  });

  it('lets a URL run out', () => {
    const expires = parametersOf(signed({ sign: 'v1-url', tamper: 'expired' }).query).find(
      ([name]) => name === 'Expires',
    );
    expect(Number(expires?.[1]) * 1000).toBeLessThan(at.now.getTime());
    const query = new Map(parametersOf(signed({ sign: 'v4-url', tamper: 'expired' }).query));
    expect(query.get('x-oss-date')).toBe('20260102T025305Z');
    expect(query.get('x-oss-expires')).toBe('600');
  });
});
