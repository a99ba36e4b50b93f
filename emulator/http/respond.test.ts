import { describe, expect, it } from 'vitest';
import { answerXml, complete, formatIsoDate } from './respond.ts';

const exchange = { requestId: 'A'.repeat(24), now: Date.UTC(2024, 0, 2, 3, 4, 5, 678), took: 12.6 };

describe('complete', () => {
  it('adds the common headers', () => {
    expect(complete({ status: 200, headers: { ETag: '"x"' } }, exchange)).toEqual({
      status: 200,
      headers: {
        Server: 'AliyunOSS',
        Date: 'Tue, 02 Jan 2024 03:04:05 GMT',
        'Content-Length': '0',
        ETag: '"x"',
        'x-oss-request-id': 'AAAAAAAAAAAAAAAAAAAAAAAA',
        'x-oss-server-time': '13',
      },
    });
  });

  it('counts the bytes of a body and leaves a length alone that is given', () => {
    const length = (headers: Record<string, string>, body?: Uint8Array) =>
      complete({ status: 200, headers, ...(body && { body }) }, exchange).headers['Content-Length'];
    expect(length({}, Buffer.from('图'))).toBe('3');
    expect(length({ 'Content-Length': '500' })).toBe('500');
  });

  it.each([204, 304])('gives no length to a %i', (status) => {
    expect(complete({ status, headers: {} }, exchange).headers).not.toHaveProperty(
      'Content-Length',
    );
  });
});

it('answers XML', () => {
  const { headers, body } = answerXml({ LocationConstraint: 'oss-cn-hangzhou' });
  expect(headers).toEqual({ 'Content-Type': 'application/xml' });
  expect(body.toString()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint>oss-cn-hangzhou</LocationConstraint>\n',
  );
});

it('writes times with literal milliseconds', () => {
  expect(formatIsoDate(exchange.now)).toBe('2024-01-02T03:04:05.000Z');
});
