import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';
import { listen, type Listening } from './server.ts';

let world: ReturnType<typeof givenWorld>;
let server: Listening;
let port: number;
const start = async (patience?: number) => {
  const given = { host: '127.0.0.1', port: 0, ...(patience !== undefined && { patience }) };
  server = await listen(createApp(world), given);
  port = Number(new URL(server.url).port);
};
beforeEach(async () => {
  world = givenWorld();
  await givenBucket(world, 'demo');
  await start();
});
afterEach(() => server.close());

/** Sends octets as they are and answers all that comes back until the connection ends. */
function talk(...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
    for (const part of parts) socket.write(part, 'latin1');
  });
}
const ask = (line: string, ...headers: readonly string[]) =>
  talk(
    [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'),
  );

describe('what HTTP itself cannot parse', () => {
  it.each([
    [
      'a header of 300 kB',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(300_000)}\r\n\r\n`,
      'InvalidRequest',
    ],
    [
      'a URL of 300 kB',
      `GET /${'a'.repeat(300_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'InvalidRequest',
    ],
    [
      'a header of 1 MB',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(1_000_000)}\r\n\r\n`,
      'InvalidRequest',
    ],
    [
      'a million octets of small headers',
      `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(170_000)}\r\n`,
      'InvalidRequest',
    ],
    ['no HTTP', 'HELLO\r\n\r\n', 'BadRequest'],
    ['a space in the URL', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 'BadRequest'],
    ['no Host', 'GET /demo HTTP/1.1\r\nConnection: close\r\n\r\n', 'BadRequest'],
    [
      'two lengths',
      'PUT /demo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
      'BadRequest',
    ],
    [
      'a NUL in a header',
      'PUT /demo/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-oss-meta-a: b\0c\r\nContent-Length: 5\r\n\r\nhello',
      'BadRequest',
    ],
    [
      'a carriage return in a header',
      'PUT /demo/a HTTP/1.1\r\nHost: x\r\nx-oss-meta-a: b\rc: d\r\nContent-Length: 5\r\n\r\nhello',
      'BadRequest',
    ],
    [
      'a wrong chunk',
      'PUT /demo/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'BadRequest',
    ],
  ])('%s gets the XML of the service', async (_, text, code) => {
    const heard = await talk(text);
    const [head = '', body = ''] = heard.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toContain('\r\nContent-Type: application/xml');
    expect(head).toContain(`\r\nContent-Length: ${body.length}`);
    expect(head).toMatch(/\r\nConnection: close/i);
    const id = /x-oss-request-id: ([0-9A-F]{24})/.exec(head)?.[1];
    expect(body).toContain(`<Code>${code}</Code>`);
    expect(body).toContain(`<RequestId>${id}</RequestId>`);
    expect(await world.store.head('demo', 'a')).toBeUndefined();
  });

  it('cuts an answer that has begun rather than write into it', async () => {
    await givenObject(world, 'demo', 'a', Buffer.alloc(8_000_000));
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /demo/a HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    );
    let heard = 0;
    socket.once('data', () => socket.write('HELLO\r\n\r\n'));
    socket.on('data', (data) => (heard += data.toString('latin1').split('HTTP/1.1').length - 1));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
    expect(heard).toBe(1);
  });

  it('is refused while others are served', async () => {
    await talk('HELLO\r\n\r\n');
    expect(await ask('GET /-/health')).toContain('200 OK');
  });
});

describe('what HTTP allows', () => {
  it('a URL of 100 kB reaches the refusal of its own content', async () => {
    await givenObject(world, 'demo', 'a', 'hello');
    const heard = await ask(`GET /demo/a?x-oss-process=image/resize,w_${'1'.repeat(100_000)}`);
    expect(heard).toMatch(/^HTTP\/1\.1 400 .*[^]*<Code>InvalidArgument<[^]*<EC>0017-00000288</);
  });

  it('a key that looks like a path is literal', async () => {
    await givenObject(world, 'demo', 'a/../b', 'hello');
    expect(await ask('GET /demo/a/../b')).toContain('\r\n\r\nhello');
    expect(await ask('GET /demo%2Fa%2F..%2Fb')).toContain('\r\n\r\nhello');
  });

  it('an absolute URL names the host', async () => {
    await givenObject(world, 'demo', 'a', 'hello');
    expect(await ask('GET http://demo.oss-cn-hangzhou.aliyuncs.com/a?x')).toContain(
      '\r\n\r\nhello',
    );
  });

  it('chunks, and an expectation to go on', async () => {
    const chunks = ['5\r\nhello\r\n', '0\r\n\r\n'].join('');
    const heard = await talk(
      'PUT /demo/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n',
      chunks,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect((await world.store.head('demo', 'a'))?.size).toBe(5);
  });

  it.each([
    ['behind it', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['before it', 'Transfer-Encoding: chunked\r\nContent-Length: 5'],
    ['that is another', 'Transfer-Encoding: chunked\r\nContent-Length: 3'],
  ])('chunks with a length %s, as the C SDK sends them: the chunks count', async (_, headers) => {
    const heard = await talk(
      `PUT /demo/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await ask('GET /demo/a')).toMatch(/\r\n\r\nhello$/);
  });

  it('a hundred thousand parameters', async () => {
    await givenObject(world, 'demo', 'a', 'hello');
    expect(await ask(`GET /demo/a?${'a&'.repeat(100_000)}`)).toContain('\r\n\r\nhello');
  });

  it('an expectation that nobody knows is passed over', async () => {
    expect(await ask('GET /-/health', 'Expect: a-miracle')).toContain('200 OK');
  });
});

it('refuses a put without length and without chunks', async () => {
  const heard = await ask('PUT /demo/a');
  expect(heard).toMatch(/^HTTP\/1\.1 411 [^]*<Code>MissingContentLength</);
});

it('goes on with a connection whose last body was refused before its end', async () => {
  const body = 'x'.repeat(3_000_000);
  const heard = await talk(
    `POST /demo/a?x-oss-process HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    'GET /-/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*The request body is too large[^]*HTTP\/1\.1 200 OK/);
});

describe('a put that does not come to its end', () => {
  const begin = 'PUT /demo/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhello';
  const settled = async () => {
    while (world.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('leaves the object as it was when the client hangs up', async () => {
    await givenObject(world, 'demo', 'a', 'before');
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(begin, () => socket.resetAndDestroy()),
    );
    socket.on('error', () => undefined);
    await settled();
    expect((await world.store.head('demo', 'a'))?.size).toBe(6);
    expect(world.lines).toMatchObject([{ level: 'info', status: 400 }]);
  });

  it('is refused when the client falls silent', async () => {
    await server.close();
    await start(50);
    const heard = await talk(begin);
    expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*<Code>RequestTimeout</);
    expect(await world.store.head('demo', 'a')).toBeUndefined();
  });
});

it('does not hold its own time against the client', async () => {
  await server.close();
  await start(20);
  const list = world.store.listBuckets.bind(world.store);
  world.store.listBuckets = async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return list();
  };
  expect(await ask('GET /')).toContain('<Name>demo</Name>');
});

it('finds the signature among a hundred thousand parameters', async () => {
  await server.close();
  world = givenWorld({ auth: 'strict' });
  await givenBucket(world, 'demo');
  await start();
  const query = `${'a&'.repeat(100_000)}OSSAccessKeyId=a&Expires=1&Signature=a`;
  expect(await ask(`GET /demo/a?${query}`)).toMatch(/^HTTP\/1\.1 403 [^]*has expired/);
});

it('refuses a client that gives its headers a letter at a time', async () => {
  await server.close();
  await start(100);
  const heard = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: '));
    const letters = setInterval(() => socket.write('x'), 10);
    let answer = '';
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('end', () => clearInterval(letters));
    socket.on('close', () => {
      clearInterval(letters);
      resolve(answer);
    });
  });
  expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*<Code>RequestTimeout</);
});

it('ends a connection that stays silent', async () => {
  await server.close();
  await start(20);
  expect(await talk('')).toBe('');
});

it('closes an object whose reader hangs up', async () => {
  await givenObject(world, 'demo', 'a', Buffer.alloc(8_000_000));
  const open = world.store.open.bind(world.store);
  const closed = new Promise((resolve) => {
    world.store.open = async (...at) => {
      const object = await open(...at);
      return (
        object && { ...object, stream: (range) => object.stream(range).once('close', resolve) }
      );
    };
  });
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('GET /demo/a HTTP/1.1\r\nHost: x\r\n\r\n'),
  );
  socket.once('data', () => socket.destroy());
  await closed;
});

describe('closing', () => {
  it('lets a running request end, takes no new one, and keeps no idle connection', async () => {
    const list = world.store.listBuckets.bind(world.store);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const running = new Promise<void>((resolve) => {
      world.store.listBuckets = async () => {
        resolve();
        await held;
        return list();
      };
    });
    const heard = talk('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await running;
    const closing = server.close();
    await expect(talk('')).rejects.toThrow('ECONNREFUSED');
    release();
    expect(await heard).toContain('<Name>demo</Name>');
    await closing;
  });

  it('may be done twice', async () => {
    await Promise.all([server.close(), server.close()]);
  });
});

it('says when a port is taken', async () => {
  await expect(listen(createApp(world), { host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE');
});

it('bound to every address it names one that can be reached', async () => {
  const other = await listen(createApp(world), { host: '0.0.0.0', port: 0 });
  expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${other.url}/-/health`)).status).toBe(200);
  await other.close();
});
