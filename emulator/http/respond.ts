import type { Response } from './message.ts';
import { toXml, type Elements } from './to-xml.ts';

/** What an answer says of the exchange it belongs to. */
export interface Exchange {
  /** 24 upper-case hexadecimal digits. */
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds that the answer took. */
  readonly took: number;
}

/** The headers that every answer of the service has, around those of the answer itself. */
export function complete(response: Response, { requestId, now, took }: Exchange): Response {
  const { status, headers, body } = response;
  const bare = status === 204 || status === 304;
  const length = body === undefined ? 0 : body instanceof Uint8Array ? body.length : undefined;
  return {
    ...response,
    headers: {
      Server: 'AliyunOSS',
      Date: formatHttpDate(now),
      ...(bare || length === undefined ? {} : { 'Content-Length': String(length) }),
      ...headers,
      'x-oss-request-id': requestId,
      'x-oss-server-time': String(Math.round(took)),
    },
  };
}

export function answerXml(tree: Elements): Response & { readonly body: Buffer } {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/xml' },
    body: Buffer.from(toXml(tree)),
  };
}

/** `Thu, 01 Jan 1970 00:00:00 GMT` of milliseconds since 1970. */
export const formatHttpDate = (time: number): string => new Date(time).toUTCString();

/** Times in XML: whole seconds, written with the `.000Z` that SDKs parse literally. */
export const formatIsoDate = (time: number): string =>
  new Date(Math.floor(time / 1000) * 1000).toISOString();
