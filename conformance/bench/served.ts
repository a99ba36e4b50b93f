import { existsSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '../../spec/corpus.ts';
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

/** One GET over a kept connection; the body is read to its end. Rejects on any status but 200. */
function fetchAll(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (answer) => {
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${answer.statusCode ?? 'no status'}`));
      });
      answer.resume();
    });
    request.on('error', reject);
  });
}

async function demand(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return response;
}

/** Puts the pictures in a bucket, makes sure that they come back 200 pixels wide, and answers the URL of the bucket. */
async function fill(program: Program, pictures: readonly Picture[]): Promise<string> {
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
  return bucket;
}

/** A built emulator in a process of its own that holds the pictures, asked over HTTP with keep-alive. */
export interface Served extends Contender {
  readonly pid: number;
  /** Asks `count` times for the picture 200 pixels wide, `width` at once. */
  ask(picture: Picture, count: number, width: number): Promise<void>;
}

/** Starts it with the pictures in it. */
export async function startServed(pictures: readonly Picture[]): Promise<Served> {
  const program = await startNode(serveArguments());
  const agent = new Agent({ keepAlive: true });
  const close = async () => {
    agent.destroy();
    await program[Symbol.asyncDispose]();
  };
  const bucket = await fill(program, pictures).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const resized = ({ name }: Picture) => `${bucket}/${name}?${toWidth200}`;
  return {
    pid: program.pid,
    rate: (picture, width, duration) =>
      measureRate(() => fetchAll(resized(picture), agent), width, duration),
    ask: async (picture, count, width) => {
      let left = count;
      const keepAsking = async () => {
        while (left-- > 0) await fetchAll(resized(picture), agent);
      };
      await Promise.all(Array.from({ length: width }, keepAsking));
    },
    [Symbol.asyncDispose]: close,
  };
}
