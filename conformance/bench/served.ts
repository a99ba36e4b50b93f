import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../spec/corpus.ts';
import { withConnections } from './connection.ts';
import type { Contender } from './contender.ts';
import type { Job } from './jobs.ts';
import { type Program, startNode } from './lines.ts';
import { measureRate } from './load.ts';
import type { Pictures } from './pictures.ts';

/** Arguments of node that start the emulator as users install it: built. Throws before `npm run build`. */
export function serveArguments(): readonly string[] {
  const program = join(packageRoot, 'dist/emulator/cli.js');
  if (!existsSync(program)) throw new Error(`${program} is not there; run npm run build`);
  return [program, 'serve', '--port', '0', '--json', '--auth', 'off', '--log-level', 'error'];
}

async function demand(url: string, init?: RequestInit): Promise<void> {
  const response = await fetch(url, init);
  const answer = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${Buffer.from(answer).toString()}`);
}

/** Puts the pictures in a bucket and answers its URL. */
async function fill(program: Program, { bytes }: Pictures): Promise<URL> {
  const url = /"url":"([^"]+)"/.exec(await program.line())?.[1];
  if (url === undefined) throw new Error('the emulator did not tell its URL');
  const bucket = `${url}/bench`;
  await demand(bucket, { method: 'PUT' });
  for (const [name, body] of Object.entries(bytes))
    await demand(`${bucket}/${name}`, { method: 'PUT', body });
  return new URL(bucket);
}

/** A built emulator in a process of its own that holds the pictures, asked over HTTP with keep-alive. */
export interface Served extends Contender {
  /** Asks for a job `count` times, `width` at once. */
  ask(job: Job, count: number, width: number): Promise<void>;
  /** Puts one more object beside them. */
  put(key: string, body: Uint8Array): Promise<void>;
  /** Asks for the process of an object, once, and reads the answer to its end. */
  get(key: string, process: string): Promise<void>;
}

const pathOf = (bucket: URL, { picture, process }: Job) =>
  `${bucket.pathname}/${picture}?x-oss-process=${process}`;

/** Starts it with the pictures in it. */
export async function startServed(pictures: Pictures): Promise<Served> {
  const program = await startNode(serveArguments());
  const bucket = await fill(program, pictures).catch(async (error: unknown) => {
    await program[Symbol.asyncDispose]();
    throw error;
  });
  return {
    pid: program.pid,
    rate: (job, width, duration) =>
      withConnections(bucket, (ask) =>
        measureRate(() => ask(pathOf(bucket, job)), width, duration),
      ),
    ask: (job, count, width) =>
      withConnections(bucket, async (ask) => {
        let left = count;
        const keepAsking = async () => {
          while (left-- > 0) await ask(pathOf(bucket, job));
        };
        await Promise.all(Array.from({ length: width }, keepAsking));
      }),
    put: (key, body) => demand(`${bucket.href}/${key}`, { method: 'PUT', body }),
    get: (key, process) =>
      withConnections(bucket, (ask) => ask(`${bucket.pathname}/${key}?x-oss-process=${process}`)),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
