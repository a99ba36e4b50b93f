import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';
import { startNode } from './lines.ts';

/** direct.ts, beside this file, from source and from dist/ alike. */
const program = fileURLToPath(new URL(`./direct${extname(import.meta.filename)}`, import.meta.url));

/** sharp called without a server, in a process of its own. */
export async function startBare(): Promise<Contender> {
  const child = await startNode([...process.execArgv, program]);
  return {
    pid: child.pid,
    rate: async ({ file }, width, duration) => {
      child.say(`${width} ${duration} ${file}`);
      return Number(await child.line());
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
