import { STATUS_CODES, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from './message.ts';

/**
 * Writes an answer. A body that is a stream is closed whatever happens, also when the client hangs up; when the stream
 * itself fails, the connection is cut, since the length that was promised cannot be kept. Rejects where a header holds what
 * none can; then nothing is written yet.
 */
export async function send({ status, headers, body }: Response, to: ServerResponse): Promise<void> {
  try {
    to.writeHead(status, 'Content-Disposition' in headers ? lengthLast(headers) : headers);
  } catch (error) {
    if (body instanceof Readable) body.destroy();
    throw error;
  }
  if (body === undefined || body instanceof Uint8Array) {
    to.end(body);
    return;
  }
  await pipeline(body, to).catch(() => to.destroy());
}

/** Node refuses a Content-Disposition of other octets than ASCII where it knows the length (nodejs/node 46528). */
function lengthLast({ 'Content-Length': length, ...others }: Response['headers']) {
  return { ...others, ...(length !== undefined && { 'Content-Length': length }) };
}

/** The octets of an answer for a connection that Node has given up, and that is closed after it. */
export function serialise({ status, headers, body }: Response): Buffer {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries({ ...headers, Connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body instanceof Uint8Array ? Buffer.concat([head, body]) : head;
}
