import { createHash } from 'node:crypto';
import type OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseXml } from '../xml.ts';
import { createClient, newBucketName, signUrl, versions } from './ali-oss.ts';
import { type Endpoint, openEndpoint } from './endpoint.ts';

const process = 'image/resize,w_200';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

/** The elements of an error answer. */
const readError = (xml: string) =>
  Object.fromEntries(parseXml(xml).children.map(({ name, text }) => [name, text]));

/** Upper-case hex, each byte followed by a space. */
const spell = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => `${byte.toString(16).padStart(2, '0').toUpperCase()} `)
    .join('');

describe.each(versions)('a wrong secret, signature %s', (version) => {
  const bucket = newBucketName();
  let liar: OSS;
  beforeAll(() => {
    liar = createClient({ ...endpoint, accessKeySecret: 'guessed' }, version);
    liar.useBucket(bucket);
  });

  test('is refused in the header', async () => {
    await expect(liar.putBucket(bucket)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      status: 403,
    });
  });

  test('is refused in a URL, with the strings that the service compared', async () => {
    const url = await signUrl(liar, version, 'photo.jpg', process);
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    const error = readError(await answer.text());
    const { searchParams } = new URL(url);
    const signature = searchParams.get('Signature') ?? searchParams.get('x-oss-signature');
    expect(error).toMatchObject({
      Code: 'SignatureDoesNotMatch',
      Message:
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      OSSAccessKeyId: endpoint.accessKeyId,
      SignatureProvided: signature,
    });
    expect(error['StringToSignBytes']).toBe(spell(error['StringToSign']!));
    if (version === 'V1')
      expect(error['StringToSign']).toBe(
        `GET\n\n\n${searchParams.get('Expires')!}\n/${bucket}/photo.jpg?x-oss-process=${process}`,
      );
    else {
      const canonical = error['CanonicalRequest']!;
      const date = searchParams.get('x-oss-date')!;
      expect(canonical).toContain(`GET\n/${bucket}/photo.jpg\n`);
      expect(error['StringToSign']).toBe(
        [
          'OSS4-HMAC-SHA256',
          date,
          `${date.slice(0, 8)}/${endpoint.region}/oss/aliyun_v4_request`,
          createHash('sha256').update(canonical).digest('hex'),
        ].join('\n'),
      );
    }
  });
});
