import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from './app.ts';
import { givenBucket, givenObject, givenWorld } from './given.contract.ts';
import { listen } from './http/server.ts';
import {
  countFiles,
  filesUnder,
  openFolder,
  scratchFolder,
} from './store/given-folder.contract.ts';

/** A store in a folder, served; `entered` resolves when the head of the first request has come. */
async function serve(patience: number) {
  const folder = join(await scratchFolder(), 'store');
  const store = await openFolder(folder);
  const world = { ...givenWorld(), store };
  const heard = new EventEmitter();
  const entered = once(heard, 'request');
  const app = createApp({
    ...world,
    enter: (work) => {
      heard.emit('request');
      return work(world);
    },
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, patience });
  onTestFinished(() => server.close());
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a', 'before');
  return { folder, lines: world.lines, port: Number(new URL(server.url).port), entered };
}

const form = [
  '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\n',
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhel',
].join('');
/** Requests with what they send of their body before their client is gone. */
const halves = [
  ['a put', 'PUT /demo/a', '', 'half'],
  ['a put in chunks', 'PUT /demo/a', 'Transfer-Encoding: chunked\r\n', '4\r\nhalf\r\n'],
  ['an append', 'POST /demo/log?append&position=0', '', 'half'],
  ['a process', 'POST /demo/a?x-oss-process', '', 'x-oss-process=image/info'],
  ['names to delete', 'POST /demo?delete', 'Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==\r\n', '<Delete>'],
  ['a form', 'POST /demo', 'Content-Type: multipart/form-data; boundary=b\r\n', form],
  ['a style', 'PUT /demo?style&styleName=a', '', '<Style>'],
] as const;

const headOf = (line: string, headers: string) => {
  const length = headers.startsWith('Transfer-Encoding') ? '' : 'Content-Length: 100000\r\n';
  return `${line} HTTP/1.1\r\nHost: x\r\n${headers}${length}\r\n`;
};

/** Until every request has left its line in the log. */
const settled = async (lines: readonly unknown[]) => {
  while (lines.length === 0) await sleep(5);
};

it.each(halves)(
  '%s whose client hangs up leaves everything as it was',
  async (_, line, headers, body) => {
    const { folder, lines, port, entered } = await serve(60_000);
    const before = await filesUnder(folder);
    const socket = connect(port, '127.0.0.1', () => socket.write(headOf(line, headers) + body));
    socket.on('error', () => undefined);
    // A reset also drops what the server has not read yet.
    await entered;
    await sleep(20);
    socket.resetAndDestroy();
    await settled(lines);
    expect(lines).toMatchObject([{ level: 'info', status: 400 }]);
    expect(await filesUnder(folder)).toEqual(before);
    expect((await countFiles(folder)).limbo).toBe(0);
  },
);

it.each(halves)('%s whose client falls silent is refused', async (_, line, headers, body) => {
  const { folder, port } = await serve(50);
  const before = await filesUnder(folder);
  const heard = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(headOf(line, headers) + body));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
  expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*<Code>RequestTimeout</);
  expect(await filesUnder(folder)).toEqual(before);
});
