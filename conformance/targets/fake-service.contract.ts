import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the fake service saw it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}
export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A server that answers as it is told, or does what it likes with the socket, and remembers what it was asked. */
export interface FakeService {
  readonly url: URL;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

const listen = (server: Server) =>
  new Promise<AddressInfo>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });

export async function fakeService(
  answer: (asked: Asked, socket: Socket) => Answered | undefined,
): Promise<FakeService> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers, socket } = request;
      const one = { method, url, headers, body: Buffer.concat(parts) };
      asked.push(one);
      const told = answer(one, socket);
      if (told) response.writeHead(told.status ?? 200, told.headers).end(told.body);
    });
  });
  const { port } = await listen(server);
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
