import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import { isIPv6, type Socket } from 'node:net';
import type { RefusalName } from '../../spec/types.gen.ts';
import type { Identity } from './identity.ts';
import type { Response } from './message.ts';
import { serialise } from './outgoing.ts';

export interface Listening {
  /** An address that this machine can reach: `http://127.0.0.1:9000`. */
  readonly url: string;
  /** Takes no more requests, lets those that run finish and cuts them after ten seconds. May be called twice. */
  close(): Promise<void>;
}

/** What serves. */
export interface Service extends RequestListener {
  /** Writes the refusal of a request that HTTP itself could not parse; `host` stands for the Host nobody could read. */
  readonly decline: (refusal: RefusalName, host: string) => Response;
}

export interface ListenOptions {
  /** The address to bind: `127.0.0.1`, `0.0.0.0`, `::`. */
  readonly host: string;
  /** 0 picks one. */
  readonly port: number;
  /** Milliseconds that a client may be silent in the middle of a message; 60,000 by default. */
  readonly patience?: number;
  /** Serves HTTPS by it, and no HTTP. */
  readonly identity?: Identity | undefined;
}

/** In bytes. A URL that is far too long still reaches the refusal of its own content. */
const maxHeaderSize = 256 * 1024;
const graceMs = 10_000;
const sweepMs = 20;

/** A server of HTTP, or of HTTPS where there is an identity. */
function create(identity: Identity | undefined, patience: number): Server {
  const settings = {
    maxHeaderSize,
    // Of a client that is never silent for long, but gives its headers letter by letter.
    headersTimeout: 2 * patience,
    // It would bound a whole message, however steadily it flows; a put of 5 GB may take its time.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(patience, 30_000),
    // The C SDK sends a length beside its chunks (Q259). What else passes is held by holdHeaders, or harmless: lines that end
    // in a line feed alone, folded headers, versions that HTTP never had.
    insecureHTTPParser: true,
    // Answered behind this line, in the form of the service.
    requireHostHeader: false,
  };
  if (identity === undefined) return createServer(settings);
  const { cert, key, contextOf } = identity;
  return createSecureServer({
    ...settings,
    cert,
    key,
    handshakeTimeout: Math.min(patience, graceMs),
    SNICallback: (host, found) => found(null, contextOf(host)),
  });
}

/** Serves until closed. Rejects with the system's error when the address cannot be bound (`EADDRINUSE`). */
export async function listen(service: Service, options: ListenOptions): Promise<Listening> {
  const { host, port, patience = 60_000, identity } = options;
  const server = create(identity, patience);
  server.timeout = patience;

  /** The answer that a connection waits for, or the last one that it had. */
  const answering = new WeakMap<Socket, ServerResponse>();
  server.on('timeout', (socket: Socket) => {
    // While an answer is made the client has nothing to say; a body that stays away is refused by its reader.
    if (answering.get(socket)?.headersSent !== false) socket.destroy();
  });
  server.on('request', (request, response) => {
    answering.set(request.socket, response);
    service(request, response);
  });
  // Node answers an expectation that it does not know with a bare 417; a server may pass it over.
  server.on('checkExpectation', (...exchange) => server.emit('request', ...exchange));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const running = answering.get(socket);
    const begun = running?.headersSent === true && !running.writableFinished;
    if (begun || error.code === 'ECONNRESET') socket.destroy();
    // A parser that was fed more after its first error reports again.
    else if (socket.writable)
      socket.end(serialise(service.decline(refusalOf(error.code), authority)));
  });

  const strangers = listStrangers(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const authority = `${reachable(host)}:${typeof address === 'object' && address ? address.port : port}`;
  let closed: Promise<void> | undefined;
  const scheme = identity === undefined ? 'http' : 'https';
  return { url: `${scheme}://${authority}`, close: () => (closed ??= close(server, strangers)) };
}

const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;

/** Connections that have not yet agreed on TLS: the server of HTTP does not know them, and would wait for them to go. */
function listStrangers(server: Server): ReadonlyMap<string, Socket> {
  const strangers = new Map<string, Socket>();
  if (!(server instanceof SecureServer)) return strangers;
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    strangers.set(name, socket);
    socket.once('close', () => strangers.delete(name));
  });
  server.on('secureConnection', (socket: Socket) => strangers.delete(nameOf(socket)));
  return strangers;
}

async function close(server: Server, strangers: ReadonlyMap<string, Socket>): Promise<void> {
  for (const socket of strangers.values()) socket.destroy();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // A connection that turns idle now would live on until its keep-alive ends.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
  clearInterval(sweep);
}

function refusalOf(code: string | undefined): RefusalName {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timeout' : 'malformed-request';
}

/** The host of a URL for an address that was bound; the wildcards can be reached as the machine itself. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
