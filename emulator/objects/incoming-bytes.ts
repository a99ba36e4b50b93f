import { refuse } from '../errors.ts';
import type { Request } from '../http/message.ts';

/** 5 GB, the most that one put, part or append may bring (OSS API reference, PutObject). */
export const maxBytes = 5 * 1024 ** 3;

async function* bound(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) refuse('too-large');
    yield chunk;
  }
}

/**
 * The body of a request that brings content, up to the bound. Refuses at once a body that tells neither its length nor that
 * it is chunked, or that says how far too long it is.
 */
export function incomingBytes({
  headers,
  body,
}: Pick<Request, 'headers' | 'body'>): AsyncIterable<Uint8Array> {
  const length = headers['content-length'];
  if (length === undefined && headers['transfer-encoding'] === undefined)
    refuse('no-content-length');
  if (Number(length ?? 0) > maxBytes) refuse('too-large');
  return bound(body);
}
