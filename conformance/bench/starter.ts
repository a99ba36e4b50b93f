import { type Program, startNode } from './lines.ts';

const code = `
const { execFile } = require('node:child_process');
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [file, ...args] = JSON.parse(line);
  const tell = (error) => console.log(error ? JSON.stringify(String(error)) : '');
  execFile(file, args, { encoding: 'buffer' }, tell);
});`;

/** Runs programs, one at a time, as a small process does: to start one takes the bench 15 ms for each 100 MB that it holds. */
export interface Starter extends AsyncDisposable {
  /** Runs a program to its end and reads what it writes. Rejects where it fails. */
  run(file: string, args: readonly string[]): Promise<void>;
}

export async function startStarter(): Promise<Starter> {
  const program: Program = await startNode(['-e', code]);
  return {
    run: async (file, args) => {
      program.say(JSON.stringify([file, ...args]));
      const error = await program.line();
      if (error !== '') throw new Error(error);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
