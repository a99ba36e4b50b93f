import { lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { NoAnswer, type Response } from '../target.ts';
import type { Wire } from './wire.ts';

/**
 * A target that answers more than this, in bytes, or slower than this, in milliseconds, gives no answer; after so many slow
 * ones in a row it is not asked any more.
 */
export interface Patience {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly silences: number;
}
const usual: Patience = { bytes: 256 * 1024 * 1024, milliseconds: 60_000, silences: 16 };

/** Connections to one endpoint. */
export interface Transport {
  /**
   * Rejects with NoAnswer when the endpoint was reached and did not answer whole; with another error when it was not, or has
   * been silent too often.
   */
  exchange(verb: string, wire: Wire): Promise<Response>;
  close(): void;
}

/** The endpoint is not there at all: no fault of a case. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const isUnreachable = (error: Error) => 'code' in error && unreachable.includes(String(error.code));

function headersOf({ rawHeaders }: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    const value = rawHeaders[i + 1] ?? '';
    headers.set(name, headers.has(name) ? `${headers.get(name) ?? ''}, ${value}` : value);
  }
  return headers;
}

async function readWhole(message: IncomingMessage, limit: number): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw new NoAnswer(`the answer is longer than ${limit} bytes`);
    parts.push(part);
  }
  if (!message.complete) throw new NoAnswer('the answer broke off');
  return {
    status: message.statusCode ?? 0,
    headers: headersOf(message),
    body: Buffer.concat(parts),
  };
}

/**
 * A connection that was kept alive was closed by the other side just when it was used again: that says nothing about the
 * request, which is sent once more on a new connection.
 */
class Stale extends Error {}
/** No whole answer in time. */
class Silent extends NoAnswer {}

/** Names below `localhost` are this machine (RFC 6761, section 6.3), which not every resolver knows. */
const resolveName: LookupFunction = (name, options, callback) =>
  lookup(name.endsWith('.localhost') ? 'localhost' : name, options, callback);

interface Agents {
  readonly 'http:': HttpAgent;
  readonly 'https:': HttpsAgent;
}

function exchangeOnce(
  verb: string,
  { origin, path, query, headers, body }: Wire,
  agents: Agents,
  patience: Patience,
): Promise<Response> {
  const url = new URL(origin);
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)({
      agent: agents[secure ? 'https:' : 'http:'],
      lookup: resolveName,
      method: verb,
      hostname: url.hostname,
      port: url.port,
      path: query === '' ? path : `${path}?${query}`,
      headers: { host: url.host, ...headers, ...(body && { 'content-length': body.length }) },
    });
    let answered = false;
    const timer = setTimeout(() => {
      request.destroy(new Silent(`no whole answer within ${patience.milliseconds} ms`));
    }, patience.milliseconds);
    const fail = (error: Error) => {
      clearTimeout(timer);
      request.destroy();
      if (error instanceof NoAnswer || isUnreachable(error)) reject(error);
      else if (request.reusedSocket && !answered) reject(new Stale(error.message));
      else reject(new NoAnswer(error.message, { cause: error }));
    };
    request.on('error', fail);
    request.on('response', (message) => {
      answered = true;
      readWhole(message, patience.bytes).then((response) => {
        clearTimeout(timer);
        resolve(response);
      }, fail);
    });
    request.end(body);
  });
}

export function createTransport(patience: Patience = usual): Transport {
  const agents: Agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  };
  let silences = 0;
  return {
    async exchange(verb, wire) {
      for (;;)
        try {
          if (silences >= patience.silences)
            throw new Error(`the endpoint was silent ${silences} times in a row`);
          const response = await exchangeOnce(verb, wire, agents, patience);
          silences = 0;
          return response;
        } catch (error) {
          if (error instanceof Silent) silences += 1;
          if (!(error instanceof Stale)) throw error;
        }
    },
    close() {
      for (const agent of [agents['http:'], agents['https:']]) agent.destroy();
    },
  };
}
