import { once } from 'node:events';
import { connect } from 'node:net';

/** A kept connection that carries one request at a time. */
export interface Connection {
  /** Asks and reads the answer to its end. Rejects on any status but 200 and when the connection ends. */
  ask(path: string): Promise<void>;
  close(): void;
}

const endOfHead = '\r\n\r\n';

/** Status and length of the body; undefined before the head is complete. Throws for an answer without a length. */
function readHead(bytes: Buffer): { status: number; total: number } | undefined {
  const end = bytes.indexOf(endOfHead);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length:\n${head}`);
  return {
    status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)),
    total: end + endOfHead.length + Number(length),
  };
}

/**
 * Opens one. The load generator shares the cores with what it measures: node's own client was measured to take 0.4 ms of
 * them for a request, which a picture of 400×267 pixels takes eight times; this takes a quarter of it.
 */
export async function openConnection({ hostname, port, host }: URL): Promise<Connection> {
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  let waiting: { resolve: () => void; reject: (reason: Error) => void } | undefined;
  let head: Buffer | undefined;
  let expected: ReturnType<typeof readHead>;
  let received = 0;
  const fail = (reason: Error) => {
    waiting?.reject(reason);
    waiting = undefined;
    socket.destroy();
  };
  socket.on('data', (chunk) => {
    received += chunk.length;
    try {
      if (expected === undefined) {
        head = head ? Buffer.concat([head, chunk]) : chunk;
        expected = readHead(head);
      }
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
    if (expected === undefined || received < expected.total) return;
    const { status } = expected;
    [head, expected, received] = [undefined, undefined, 0];
    if (status === 200) waiting?.resolve();
    else fail(new Error(`status ${status}`));
    waiting = undefined;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection ended')));
  return {
    ask: (path) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the connection ended'));
        waiting = { resolve, reject };
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

/**
 * Lends connections, as many as are asked for at once, and closes them at the end: left idle until the next measurement,
 * the server would close them.
 */
export async function withConnections<T>(
  url: URL,
  work: (ask: (path: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const idle: Connection[] = [];
  const ask = async (path: string) => {
    const connection = idle.pop() ?? (await openConnection(url));
    await connection.ask(path);
    idle.push(connection);
  };
  try {
    return await work(ask);
  } finally {
    for (const connection of idle) connection.close();
  }
}
