import { afterEach, describe, expect, it } from 'vitest';
import { NoAnswer } from '../target.ts';
import { type Answered, type FakeService, fakeService } from './fake-service.contract.ts';
import { createTransport, type Transport } from './transport.ts';

let service: FakeService;
let transport: Transport;
async function open(
  answer: Parameters<typeof fakeService>[0],
  patience = { bytes: 1000, milliseconds: 5000, silences: 9 },
) {
  service = await fakeService(answer);
  transport = createTransport(patience);
}
const ask = () =>
  transport.exchange('GET', {
    origin: service.url.origin,
    path: '/a',
    query: 'b',
    headers: { c: 'd' },
  });
afterEach(async () => {
  transport.close();
  await service.close();
});

describe('exchange', () => {
  it('sends what is on the wire and reads a whole answer', async () => {
    await open(() => ({ status: 201, headers: { 'X-A': '1' }, body: 'text' }));
    const response = await ask();
    expect(service.asked[0]).toMatchObject({ method: 'GET', url: '/a?b' });
    expect(service.asked[0]?.headers).toMatchObject({ c: 'd', host: service.url.host });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-a')).toBe('1');
    expect(Buffer.from(response.body).toString()).toBe('text');
  });

  it('sends a body with its length', async () => {
    await open(({ body }) => ({ body }));
    const wire = {
      origin: service.url.origin,
      path: '/',
      query: '',
      headers: {},
      body: Buffer.from('abc'),
    };
    const response = await transport.exchange('PUT', wire);
    expect(Buffer.from(response.body).toString()).toBe('abc');
    expect(service.asked[0]?.headers['content-length']).toBe('3');
  });

  const bad: readonly (readonly [
    what: string,
    answer: Parameters<typeof fakeService>[0],
    message: RegExp,
  ])[] = [
    ['that is hung up on', (_, socket) => void socket.destroy(), /hang up/],
    [
      'that breaks off',
      (_, socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'),
      /aborted|broke off/,
    ],
    ['that is no HTTP', (_, socket) => void socket.end('hello\r\n\r\n'), /Parse Error/],
    ['that is too long', (): Answered => ({ body: 'x'.repeat(1001) }), /longer than 1000 bytes/],
  ];
  it.each(bad)('gives no answer to a request %s', async (_, answer, message) => {
    await open(answer);
    const error: unknown = await ask().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(String(error)).toMatch(message);
  });

  it('does not wait for ever', async () => {
    await open(() => undefined, { bytes: 1000, milliseconds: 100, silences: 2 });
    const errors: unknown[] = [];
    for (let i = 0; i < 3; i++) errors.push(await ask().catch((reason: unknown) => reason));
    expect(errors.map(String)).toEqual([
      expect.stringContaining('within 100 ms'),
      expect.stringContaining('within 100 ms'),
      'Error: the endpoint was silent 2 times in a row',
    ]);
    expect(errors.map((error) => error instanceof NoAnswer)).toEqual([true, true, false]);
    expect(service.asked.length).toBe(2);
  });

  it('finds names below localhost on this machine', async () => {
    await open(() => ({ body: 'here' }));
    const origin = `http://bucket.localhost:${service.url.port}`;
    const wire = { origin, path: '/', query: '', headers: {} };
    const { body } = await transport.exchange('GET', wire);
    expect(Buffer.from(body).toString()).toBe('here');
    expect(service.asked[0]?.headers.host).toBe(`bucket.localhost:${service.url.port}`);
  });

  it('takes an endpoint that is not there for no fault of its own', async () => {
    await open(() => ({}));
    const { origin } = service.url;
    await service.close();
    const error: unknown = await transport
      .exchange('GET', { origin, path: '/', query: '', headers: {} })
      .catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(NoAnswer);
    expect(String(error)).toMatch(/ECONNREFUSED/);
  });

  it('asks again when a kept connection had just been closed', async () => {
    const ports = new Set<number | undefined>();
    await open((_, socket) => {
      const isNew = !ports.has(socket.remotePort);
      ports.add(socket.remotePort);
      if (isNew) return { body: 'ok' };
      socket.destroy();
      return undefined;
    });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect(ports.size).toBe(2);
    expect(service.asked.length).toBe(3);
  });
});
