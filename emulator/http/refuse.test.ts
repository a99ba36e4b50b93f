import { describe, expect, it } from 'vitest';
import { OssError } from '../errors.ts';
import { answerRefusal, type Place } from './refuse.ts';

const place: Place = {
  edition: 'current',
  requestId: '6556E3AED11E553933CCDEDF',
  host: 'demo.oss-cn-hangzhou.aliyuncs.com',
  method: 'GET',
};
const missing = new OssError('no-such-key', { fields: { Key: 'a & b.txt' } });

describe('the body', () => {
  it('has the order of the service', () => {
    const { status, headers, body } = answerRefusal(missing, place);
    expect(status).toBe(404);
    expect(headers).toEqual({ 'Content-Type': 'application/xml', 'x-oss-ec': '0026-00000001' });
    expect(body?.toString()).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>NoSuchKey</Code>
  <Message>The specified key does not exist.</Message>
  <RequestId>6556E3AED11E553933CCDEDF</RequestId>
  <HostId>demo.oss-cn-hangzhou.aliyuncs.com</HostId>
  <Key>a &amp; b.txt</Key>
  <EC>0026-00000001</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0026-00000001</RecommendDoc>
</Error>
`,
    );
  });

  it('has no EC where the edition knows none', () => {
    const { headers, body } = answerRefusal(missing, { ...place, edition: '2019-09' });
    expect(headers).toEqual({ 'Content-Type': 'application/xml' });
    expect(body?.toString()).toMatch(/<Key>a &amp; b.txt<\/Key>\n<\/Error>\n$/);
  });

  it('has no EC where the refusal has none', () => {
    const { headers, body } = answerRefusal(new OssError('no-content-length'), place);
    expect(headers).not.toHaveProperty('x-oss-ec');
    expect(body?.toString()).not.toMatch(/EC>|RecommendDoc/);
  });

  it('takes message, EC, fields and headers from the details', () => {
    const error = new OssError('invalid-value', {
      fields: { value: '0', name: 'w', Further: 'x' },
      ec: '0040-00000312',
      headers: { Allow: 'GET' },
    });
    const { status, headers, body } = answerRefusal(error, place);
    expect(status).toBe(400);
    expect(headers).toMatchObject({ 'x-oss-ec': '0040-00000312', Allow: 'GET' });
    expect(body?.toString()).toContain(
      '<Message>The value: 0 of parameter: w is invalid.</Message>',
    );
    expect(body?.toString()).toContain('  <Further>x</Further>\n  <EC>0040-00000312</EC>\n');
    const other = new OssError('invalid-value', {
      message: 'Not {value}.',
      fields: { value: '$&' },
    });
    expect(answerRefusal(other, place).body?.toString()).toContain(
      '<Message>Not $&amp;.</Message>',
    );
  });

  it('puts the elements of the table first and in its order', () => {
    const fields = { Zeta: '3', ArgumentValue: '2', ArgumentName: '1', reason: 'r' };
    const { body } = answerRefusal(new OssError('invalid-argument', { fields }), place);
    expect(body?.toString()).toMatch(/<ArgumentName>1.*\n.*<ArgumentValue>2.*\n.*<Zeta>3/);
    expect(body?.toString()).not.toContain('<reason>');
  });

  it('has code and status of its edition', () => {
    const error = new OssError('not-emulated', { fields: { value: 'blur' } });
    expect(answerRefusal(error, place).status).toBe(400);
    expect(answerRefusal(error, { ...place, edition: '2019-09' }).status).toBe(501);
  });
});

it('puts the document into a header on HEAD', () => {
  const { headers, body } = answerRefusal(missing, { ...place, method: 'HEAD' });
  const document = answerRefusal(missing, place).body?.toString();
  expect(body).toBeUndefined();
  expect(headers['x-oss-ec']).toBe('0026-00000001');
  expect(Buffer.from(headers['x-oss-err'] ?? '', 'base64').toString()).toBe(document);
  expect(headers['Content-Length']).toBe(String(Buffer.byteLength(document ?? '')));
});

it('writes a 304 without body and without type', () => {
  const error = new OssError('not-modified', { headers: { ETag: '"x"', 'x-oss-meta-a': 'b' } });
  const expected = { status: 304, headers: { ETag: '"x"', 'x-oss-meta-a': 'b' } };
  expect(answerRefusal(error, place)).toEqual(expected);
  expect(answerRefusal(error, { ...place, method: 'HEAD' })).toEqual(expected);
});
