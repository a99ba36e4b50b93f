import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OssError } from '../errors.ts';
import { parseQuery } from '../http/query.ts';
import { authenticate } from './authenticate.ts';
import { Credentials } from './credentials.ts';
import { TemporaryKeys } from './temporary-keys.ts';

const now = Date.UTC(2023, 11, 16, 16, 20, 57);
const httpDate = 'Sat, 16 Dec 2023 16:20:57 GMT';
const basicDate = '20231216T162057Z';
const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request';
const accounts = new Credentials([{ accessKeyId: 'ak', accessKeySecret: 'sk' }]);
const temporaryKeys = new TemporaryKeys();

/** How a GET of /b/é is refused. No signature here is right. */
function refusal(query: string, headers: Record<string, string>): OssError {
  const request = { method: 'GET', query: parseQuery(query), headers };
  const world = { accounts, temporaryKeys, now: () => now, region: 'cn-hangzhou' };
  try {
    authenticate(request, { bucket: 'b', key: 'é' }, world);
  } catch (error) {
    if (error instanceof OssError) return error;
  }
  throw new Error('not refused');
}

describe('a wrong signature', () => {
  it('of V1 is shown beside what should have been signed', () => {
    const { refusal: name, details } = refusal('', { date: httpDate, authorization: 'OSS ak:no=' });
    expect(name).toBe('signature-mismatch-v1');
    expect(details.fields).toEqual({
      OSSAccessKeyId: 'ak',
      SignatureProvided: 'no=',
      StringToSign: `GET\n\n\n${httpDate}\n/b/é`,
      StringToSignBytes:
        '47 45 54 0A 0A 0A 53 61 74 2C 20 31 36 20 44 65 63 20 32 30 32 33 20 31 36 3A 32 30 3A 35 37 20 47 4D 54 0A 2F 62 2F C3 A9 ',
    });
  });

  it('of V4 is shown with the canonical request', () => {
    const canonical = `GET\n/b/%C3%A9\n\nx-oss-date:${basicDate}\n\n\nUNSIGNED-PAYLOAD`;
    const digest = createHash('sha256').update(canonical).digest('hex');
    const { refusal: name, details } = refusal('', {
      'x-oss-date': basicDate,
      authorization: `OSS4-HMAC-SHA256 Credential=ak/${scope},Signature=00`,
    });
    expect(name).toBe('signature-mismatch-v4');
    expect(Object.entries(details.fields ?? {})).toEqual([
      ['OSSAccessKeyId', 'ak'],
      ['SignatureProvided', '00'],
      ['StringToSign', `OSS4-HMAC-SHA256\n${basicDate}\n${scope}\n${digest}`],
      ['StringToSignBytes', expect.stringMatching(/^4F 53 53 34 2D (?:[0-9A-F]{2} )+$/)],
      ['CanonicalRequest', canonical],
    ]);
  });
});

it.each(['', 'a', 'a'.repeat(63), 'a'.repeat(64), 'é'.repeat(32), 'a'.repeat(10_000)])(
  'a signature of any length is compared: %j',
  (signature) => {
    const credential = `Credential=ak/${scope}`;
    const authorization = `OSS4-HMAC-SHA256 ${credential},Signature=${signature}`;
    const headers = { 'x-oss-date': basicDate, authorization };
    expect(refusal('', headers).refusal).toMatch(/^(signature-mismatch-v4|v4-signature-empty)$/);
    const v1 = `OSSAccessKeyId=ak&Expires=9999999999&Signature=${encodeURIComponent(signature)}`;
    expect(refusal(v1, {}).refusal).toMatch(/^(signature-mismatch-v1|url-signature-empty)$/);
  },
);

describe('a malformed Authorization header', () => {
  const v4 = (rest: string) => `OSS4-HMAC-SHA256 Credential=ak/${scope},${rest}`;
  const credential = (text: string) => `OSS4-HMAC-SHA256 Credential=${text},Signature=00`;

  // After the examples of the OSS error code pages 0002-00000061 to 0002-00000065 and 0002-00000202 to 0002-00000227.
  it.each([
    ['Basic YWs6c2s=', 'authorization-scheme-unknown'],
    ['OSSxxx ak:sig', 'authorization-scheme-unknown'],
    ['OSS4-HMAC-SHA256', 'authorization-scheme-unknown'],
    ['', 'authorization-scheme-unknown'],
    ['OSS ak', 'authorization-without-colon'],
    ['OSS  :sig', 'authorization-without-key'],
    ['OSS ak:', 'authorization-without-signature'],
    ['OSS4-HMAC-SHA256 Signature=00', 'v4-authorization-malformed'],
    [`OSS4-HMAC-SHA256 Credential=ak/${scope}`, 'v4-authorization-malformed'],
    [v4('Signature'), 'v4-authorization-malformed'],
    [v4('Signature=00,'), 'v4-authorization-malformed'],
    [v4('Signature=00,UnknownKey=1'), 'v4-authorization-field-unknown'],
    [v4('Signature='), 'v4-signature-empty'],
    [v4('AdditionalHeaders=,Signature=00'), 'v4-additional-headers-empty'],
    [v4('AdditionalHeaders=host;,Signature=00'), 'v4-additional-header-unnamed'],
    [v4('AdditionalHeaders=host;range,Signature=00'), 'v4-additional-header-absent'],
    [v4('AdditionalHeaders=a_b,Signature=00'), 'v4-additional-header-absent'],
    [v4('AdditionalHeaders=constructor,Signature=00'), 'v4-additional-header-absent'],
    [credential('ak'), 'v4-authorization-malformed'],
    [credential(`/${scope}`), 'v4-authorization-malformed'],
    [credential(`ak/${scope}/more`), 'v4-authorization-malformed'],
    [v4('Signature=00,Signature=00'), 'v4-authorization-malformed'],
    [v4(`Credential=ak/${scope},Signature=00`), 'v4-authorization-malformed'],
    [v4('AdditionalHeaders=host; host,Signature=00'), 'v4-additional-header-absent'],
    [credential(String.raw`\rak/${scope}`), 'v4-key-malformed'],
    [credential('ak/20231216/cn-hangzhou/oss/abc'), 'v4-terminator-wrong'],
    [credential('ak/20231216/cn-hangzhou/s3/aliyun_v4_request'), 'v4-product-wrong'],
    [credential('ak/20231216/1/oss-cloudbox/aliyun_v4_request'), 'v4-product-wrong'],
    [credential('ak/20231216/oss-cn-hangzhou/oss/aliyun_v4_request'), 'v4-region-wrong'],
    [credential('ak/20231216//oss/aliyun_v4_request'), 'v4-region-wrong'],
    [credential('ak/2023-12-16/cn-hangzhou/oss/aliyun_v4_request'), 'v4-day-wrong'],
    [credential('ak/20231215/cn-hangzhou/oss/aliyun_v4_request'), 'v4-day-wrong'],
    [credential('ak//cn-hangzhou/oss/aliyun_v4_request'), 'v4-day-wrong'],
  ])('is refused and shown: %s', (authorization, name) => {
    const headers = { authorization, host: 'h', a_b: '1', 'x-oss-date': basicDate };
    const { refusal: found, details } = refusal('', headers);
    expect([found, details.fields]).toEqual([name, { Authorization: authorization }]);
  });
});

describe('a signed payload', () => {
  const authorization = `OSS4-HMAC-SHA256 Credential=ak/${scope},Signature=00`;
  const declared = (hash: string) =>
    refusal('', { authorization, 'x-oss-date': basicDate, 'x-oss-content-sha256': hash });

  it.each([createHash('sha256').digest('hex'), '', 'unsigned-payload'])(
    'is refused: %j',
    (hash) => {
      const { refusal: name, details } = declared(hash);
      expect([name, details.fields]).toEqual([
        'v4-payload-signed',
        { ArgumentName: 'x-oss-content-sha256', ArgumentValue: hash },
      ]);
    },
  );

  it('may be said to be unsigned', () => {
    expect(declared('UNSIGNED-PAYLOAD').refusal).toBe('signature-mismatch-v4');
  });
});

describe('a malformed signed URL', () => {
  const expires = String(now / 1000 + 60);
  const v1 = { OSSAccessKeyId: 'ak', Expires: expires, Signature: 'no=' };
  const v4 = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `ak/${scope}`,
    'x-oss-date': basicDate,
    'x-oss-expires': '599',
    'x-oss-signature': '00',
  };
  const query = (parameters: Record<string, string | undefined>) =>
    Object.entries(parameters)
      .filter(([, value]) => value !== undefined)
      .map((pair) => pair.join('='))
      .join('&');

  // After the examples of the OSS error code pages 0002-00000066 to 0002-00000075 and 0002-00000215 to 0002-00000232.
  it.each([
    [{ ...v1, OSSAccessKeyId: undefined }, 'url-key-missing'],
    [{ ...v1, OSSAccessKeyId: '' }, 'url-key-empty'],
    [{ ...v1, Expires: undefined }, 'url-expires-missing'],
    [{ ...v1, Expires: '' }, 'url-expires-empty'],
    [{ ...v1, Expires: 'abc' }, 'url-expires-malformed'],
    [{ ...v1, Expires: '-1' }, 'url-expires-malformed'],
    [{ ...v1, Expires: '9'.repeat(400) }, 'signature-mismatch-v1'],
    [{ ...v1, Signature: undefined }, 'url-signature-missing'],
    [{ ...v1, Signature: '' }, 'url-signature-empty'],
    [{ ...v4, 'x-oss-signature-version': undefined }, 'signature-version-unknown'],
    [{ ...v4, 'x-oss-signature-version': 'OSS2' }, 'signature-version-unknown'],
    [{ ...v4, 'x-oss-credential': undefined }, 'v4-url-credential-malformed'],
    [{ ...v4, 'x-oss-credential': 'ak' }, 'v4-url-credential-malformed'],
    [{ ...v4, 'x-oss-credential': `%0Dak/${scope}` }, 'v4-url-key-malformed'],
    [{ ...v4, 'x-oss-credential': `ak/${scope}s` }, 'v4-url-terminator-wrong'],
    [{ ...v4, 'x-oss-credential': `ak/${scope.replace('oss', 's3')}` }, 'v4-url-product-wrong'],
    [{ ...v4, 'x-oss-credential': `ak/${scope.replace('cn-', 'us-')}` }, 'v4-url-region-wrong'],
    [{ ...v4, 'x-oss-credential': `ak/${scope.replace('16', '17')}` }, 'v4-url-day-wrong'],
    [{ ...v4, 'x-oss-expires': undefined }, 'v4-url-expires-missing'],
    [{ ...v4, 'x-oss-expires': '' }, 'v4-url-expires-empty'],
    [{ ...v4, 'x-oss-expires': '0' }, 'v4-url-expires-outside'],
    [{ ...v4, 'x-oss-expires': '1' }, 'signature-mismatch-v4'],
    [{ ...v4, 'x-oss-expires': '604800' }, 'signature-mismatch-v4'],
    [{ ...v4, 'x-oss-expires': '604801' }, 'v4-url-expires-outside'],
    [{ ...v4, 'x-oss-expires': 'soon' }, 'v4-url-expires-outside'],
    [{ ...v4, 'x-oss-additional-headers': '' }, 'v4-additional-headers-empty'],
    [{ ...v4, 'x-oss-additional-headers': 'range' }, 'v4-additional-header-absent'],
    [{ ...v4, 'x-oss-date': undefined }, 'date-missing'],
    [{ ...v4, 'x-oss-date': httpDate }, 'date-malformed'],
    [{ ...v4, 'x-oss-signature': undefined }, 'v4-url-signature-missing'],
  ])('is refused: %j', (parameters, name) => {
    expect(refusal(query(parameters), {}).refusal).toBe(name);
  });

  it.each([query(v1), query(v4)])('is refused beside an Authorization header: %s', (text) => {
    expect(refusal(text, { authorization: 'OSS ak:no=', date: httpDate }).refusal).toBe(
      'signature-twice',
    );
  });

  it('is refused beside another one', () => {
    expect(refusal(`${query(v1)}&${query(v4)}`, {}).refusal).toBe('signature-twice');
  });

  it('is shown as it was meant', () => {
    const { details } = refusal(query({ ...v1, Signature: encodeURIComponent('图') }), {});
    expect(details.fields).toMatchObject({ SignatureProvided: '图' });
  });

  it('is read by the first of its parameters of a name', () => {
    expect(refusal(`${query(v1)}&Expires=1`, {}).refusal).toBe('signature-mismatch-v1');
    expect(refusal(`Expires=1&${query(v1)}`, {}).refusal).toBe('url-expired');
  });
});

describe('a request without a valid date', () => {
  const v4 = `OSS4-HMAC-SHA256 Credential=ak/${scope},Signature=00`;
  it.each([
    [{ authorization: 'OSS ak:no=' }, 'date-missing'],
    [{ authorization: 'OSS ak:no=', date: 'yesterday' }, 'date-malformed'],
    [{ authorization: 'OSS ak:no=', date: basicDate }, 'date-malformed'],
    [{ authorization: 'OSS ak:no=', date: httpDate, 'x-oss-date': '' }, 'date-malformed'],
    [{ authorization: v4 }, 'date-missing'],
    [{ authorization: v4, 'x-oss-date': httpDate }, 'date-malformed'],
    [{ authorization: v4, date: basicDate }, 'date-malformed'],
  ])('is refused: %j', (headers, name) => {
    expect(refusal('', headers).refusal).toBe(name);
  });
});
