import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '../../spec/corpus.ts';
import { type Connection, openConnection } from './connection.ts';
import type { Contender } from './contender.ts';
import { type Program, startNode } from './lines.ts';
import { measureRate } from './load.ts';
import type { Picture } from './pictures.ts';

const toWidth200 = 'x-oss-process=image/resize,w_200';

/** Arguments of node that start the emulator as users install it: built. Throws before `npm run build`. */
export function serveArguments(): readonly string[] {
  const program = join(packageRoot, 'dist/emulator/cli.js');
  if (!existsSync(program)) throw new Error(`${program} is not there; run npm run build`);
  return [program, 'serve', '--port', '0', '--json', '--auth', 'off', '--log-level', 'error'];
}

async function demand(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return response;
}

/** Puts the pictures in a bucket, makes sure that they come back 200 pixels wide, and answers the URL of the bucket. */
async function fill(program: Program, pictures: readonly Picture[]): Promise<URL> {
  const url = /"url":"([^"]+)"/.exec(await program.line())?.[1];
  if (url === undefined) throw new Error('the emulator did not tell its URL');
  const bucket = `${url}/bench`;
  await demand(bucket, { method: 'PUT' });
  for (const { name, bytes } of pictures) {
    await demand(`${bucket}/${name}`, { method: 'PUT', body: bytes });
    const answer = await demand(`${bucket}/${name}?${toWidth200}`);
    const { width } = await sharp(await answer.arrayBuffer()).metadata();
    if (width !== 200) throw new Error(`${name} came back ${width} pixels wide`);
  }
  return new URL(bucket);
}

/**
 * Lends connections, as many as are asked for at once, and closes them at the end: left idle until the next measurement,
 * the server would close them.
 */
async function withConnections<T>(
  bucket: URL,
  work: (ask: (path: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const idle: Connection[] = [];
  const ask = async (path: string) => {
    const connection = idle.pop() ?? (await openConnection(bucket));
    await connection.ask(`${bucket.pathname}${path}`);
    idle.push(connection);
  };
  try {
    return await work(ask);
  } finally {
    for (const connection of idle) connection.close();
  }
}

/** A built emulator in a process of its own that holds the pictures, asked over HTTP with keep-alive. */
export interface Served extends Contender {
  /** Asks `count` times for the picture 200 pixels wide, `width` at once. */
  ask(picture: Picture, count: number, width: number): Promise<void>;
}

/** Starts it with the pictures in it. */
export async function startServed(pictures: readonly Picture[]): Promise<Served> {
  const program = await startNode(serveArguments());
  const bucket = await fill(program, pictures).catch(async (error: unknown) => {
    await program[Symbol.asyncDispose]();
    throw error;
  });
  return {
    pid: program.pid,
    rate: ({ name }, width, duration) =>
      withConnections(bucket, (ask) =>
        measureRate(() => ask(`/${name}?${toWidth200}`), width, duration),
      ),
    ask: ({ name }, count, width) =>
      withConnections(bucket, async (ask) => {
        let left = count;
        const keepAsking = async () => {
          while (left-- > 0) await ask(`/${name}?${toWidth200}`);
        };
        await Promise.all(Array.from({ length: width }, keepAsking));
      }),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
