import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { OssError } from '../errors.ts';
import type { Request } from './message.ts';
import { parseQuery } from './query.ts';

/** A request of Node in the words of the emulator. Its body is not touched before somebody iterates it. */
export function readRequest(message: IncomingMessage, response: ServerResponse): Request {
  let signal: AbortSignal | undefined;
  const { authority, target } = readTarget(message.url ?? '/');
  const at = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  if (authority !== undefined) headers['host'] = authority;
  return {
    method: message.method ?? 'GET',
    path: at < 0 ? target : target.slice(0, at),
    query: parseQuery(at < 0 ? '' : target.slice(at + 1)),
    headers,
    body: { [Symbol.asyncIterator]: () => readBody(message) },
    secure: 'encrypted' in message.socket,
    // Few ask for it, and making one takes as long as the rest of this.
    get signal() {
      return (signal ??= watch(response));
    },
  };
}

/** Aborted when a response is closed before it was written. */
function watch(response: ServerResponse): AbortSignal {
  const over = new AbortController();
  const end = () => {
    if (!response.writableFinished) over.abort();
  };
  if (response.closed) end();
  else response.once('close', end);
  return over.signal;
}

/** A proxy's `http://host/path` names the host; it wins over the header (RFC 9112, section 3.2.2). */
function readTarget(url: string): { authority: string | undefined; target: string } {
  const [, authority, target = url] = /^https?:\/\/([^/?]*)(.*)$/i.exec(url) ?? [];
  return { authority, target: target.startsWith('/') ? target : `/${target}` };
}

/** The connection cannot be used again when the rest of a body never came. */
const closing = { headers: { Connection: 'close' } };

/**
 * A client that stays silent or hangs up ends the body with an OssError. The message itself is not destroyed: its socket
 * still has to carry the refusal.
 */
async function* readBody(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  const body = new PassThrough();
  message.once('timeout', () => body.destroy(new OssError('request-timeout', closing)));
  message.once('error', () => body.destroy(new OssError('malformed-request', closing)));
  const chunks: AsyncIterable<Uint8Array> = message.pipe(body);
  try {
    yield* chunks;
  } finally {
    // What a refusal left unread would stand before the next request of the connection.
    message.unpipe(body).resume();
  }
}
