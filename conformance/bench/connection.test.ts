import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openConnection } from './connection.ts';

async function connected(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const connection = await openConnection(new URL(`http://127.0.0.1:${port}`));
  onTestFinished(() => {
    connection.close();
    server.close();
  });
  return { connection, server };
}

test('a whole answer is read before the next request, over one connection', async () => {
  const asked: string[] = [];
  const { connection, server } = await connected(({ url = '' }, response) => {
    asked.push(url);
    const body = Buffer.alloc(300_000, 'x');
    response.writeHead(200, { 'Content-Length': body.length });
    // In two writes, so that the answer does not come at once.
    response.write(body.subarray(0, 7));
    setImmediate(() => response.end(body.subarray(7)));
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  for (const path of ['/a?x=1', '/b', '/c']) await connection.ask(path);
  expect(asked).toEqual(['/a?x=1', '/b', '/c']);
  expect(connections).toBe(0);
});

test('any status but 200 is an error', async () => {
  const { connection } = await connected((_, response) => {
    response.writeHead(503, { 'Content-Length': 0 }).end();
  });
  await expect(connection.ask('/')).rejects.toThrow('status 503');
});

test('an answer without a length is an error', async () => {
  const { connection } = await connected((_, response) => {
    response.writeHead(200).end('chunked');
  });
  await expect(connection.ask('/')).rejects.toThrow('without a length');
});

test('a connection that ends in the middle is an error, and stays one', async () => {
  const { connection } = await connected((_, response) => {
    response.writeHead(200, { 'Content-Length': 10 });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  await expect(connection.ask('/')).rejects.toThrow();
  await expect(connection.ask('/')).rejects.toThrow('the connection ended');
});
