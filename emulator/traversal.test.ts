import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createApp } from './app.ts';
import { givenBucket, givenObject, givenWorld } from './given.contract.ts';
import { listen } from './http/server.ts';
import { filesUnder, openFolder, scratchFolder } from './store/given-folder.contract.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64url');

let outside: string;
let port: number;
beforeEach(async () => {
  outside = await scratchFolder();
  await writeFile(join(outside, 'secret.txt'), 'precious');
});

/** Serves a store that lies in a folder beside which a file is kept. */
async function serve(): Promise<void> {
  const store = await openFolder(join(outside, 'store'));
  const world = { ...givenWorld(), store };
  const server = await listen(createApp({ ...world, enter: (work) => work(world) }), {
    host: '127.0.0.1',
    port: 0,
  });
  onTestFinished(() => server.close());
  port = Number(new URL(server.url).port);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a', 'hello');
}

/** Sends a request as it is written, which no client would. */
const send = (method: string, path: string, headers = '', body = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
    const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}`;
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
  });

/** Every file that is not the store's. */
async function others(): Promise<ReadonlyMap<string, string>> {
  const files = await filesUnder(outside);
  return new Map([...files].filter(([name]) => !name.startsWith('store')));
}

/** Ways from a bucket's folder to the file beside the store, and to one of the system. */
const ways = [
  '../secret.txt',
  '../../../secret.txt',
  '../../../../../secret.txt',
  'a/../../../../secret.txt',
  './../../../secret.txt',
  '..\\..\\..\\secret.txt',
  '../../../secret.txt\0.png',
  '../../buckets/oss-double.json',
];
const spellings: readonly ((way: string) => string)[] = [
  (way) => way.replaceAll('\0', '%00'),
  (way) => encodeURIComponent(way),
  (way) => encodeURIComponent(way).replaceAll('.', '%2e'),
  (way) => encodeURIComponent(encodeURIComponent(way)),
];
const paths = ways.flatMap((way) => spellings.map((spell) => spell(way)));

it('keeps every request inside of the folder, whatever it is called', async () => {
  await serve();
  const before = await others();
  expect([...before.values()]).toEqual(['precious']);
  const heard: string[] = [];
  for (const path of paths) {
    for (const at of [`/demo/${path}`, `/demo%2F${path}`, `/${path}`, `//${path}`])
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
        heard.push(await send(method, at, '', method === 'PUT' ? 'evil' : ''));
    const copy = `x-oss-copy-source: /demo/${path}\r\n`;
    heard.push(await send('PUT', '/demo/copied', copy), await send('GET', '/demo/copied'));
    const style = '<Style><Content>image/info</Content></Style>';
    heard.push(await send('PUT', `/demo?style&styleName=${path}`, '', style));
  }
  for (const way of ways) {
    const saveas = `x-oss-process=image/info|sys/saveas,o_${base64(way)},b_${base64('..')}`;
    heard.push(await send('POST', '/demo/a?x-oss-process', '', saveas));
    heard.push(await send('GET', `/demo/a?x-oss-process=image/watermark,image_${base64(way)}`));
  }
  expect(heard.filter((answer) => !/^HTTP\/1\.1 [234]\d\d /.test(answer))).toEqual([]);
  expect(heard.filter((answer) => answer.includes('precious'))).toEqual([]);
  expect(await others()).toEqual(before);
  const own = /^store[/\\](oss-double|buckets[/\\][0-9a-f]{64}[/\\](bucket|heads|content|uploads))/;
  const files = [...(await filesUnder(outside)).keys()].filter((name) => !before.has(name));
  expect(files.filter((name) => !own.test(name))).toEqual([]);
});

it('takes such a name for what it is: a key', async () => {
  await serve();
  for (const way of ways) {
    const path = `/demo/${encodeURIComponent(way)}`;
    expect(await send('PUT', path, '', `of ${way.length}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await send('GET', path)).toMatch(new RegExp(`\r\n\r\nof ${way.length}$`));
  }
});
