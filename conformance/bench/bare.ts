import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';
import { jobs } from './jobs.ts';
import { type Program, startNode } from './lines.ts';
import type { Pictures } from './pictures.ts';

const here = (name: string) =>
  fileURLToPath(new URL(`./${name}${extname(import.meta.filename)}`, import.meta.url));

/** Starts a program beside this file, from source and from dist/ alike. */
export const startBeside = (name: string, ...args: readonly string[]): Promise<Program> =>
  startNode([...process.execArgv, here(name), ...args]);

/** sharp called without a server, in a process of its own. */
export async function startBare({ folder }: Pictures): Promise<Contender> {
  const child = await startBeside('direct', folder);
  return {
    pid: child.pid,
    rate: async (job, width, duration) => {
      child.say(`${width} ${duration} ${jobs.indexOf(job)}`);
      return Number(await child.line());
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
