import { createHash } from 'node:crypto';
import { refuse } from '../errors.ts';
import type { Request } from './message.ts';

/**
 * The Content-MD5 that a client declares. Throws an OssError for what is no base64 of 16 bytes.
 * Source: OSS API reference, PutObject.
 */
export function declaredMd5({ headers }: Pick<Request, 'headers'>): string | undefined {
  const declared = headers['content-md5'];
  if (declared !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(declared)) refuseMd5(declared);
  return declared;
}

/** Refuses a body whose MD5 (base64) is not the declared one. */
export function holdMd5(declared: string | undefined, md5: string): void {
  if (declared !== undefined && declared !== md5) refuseMd5(declared);
}

const refuseMd5 = (declared: string) =>
  refuse('invalid-digest', { fields: { 'Content-MD5': declared } });

/**
 * The whole body, for calls that read a document. Throws an OssError for more than `limit` bytes, before they are held,
 * and for a body that its Content-MD5 does not fit.
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const declared = declaredMd5(request);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > limit) refuse('body-too-large');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  holdMd5(declared, createHash('md5').update(body).digest('base64'));
  return body;
}
