import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A process that works on a store until it is killed; `last` is the last number that it told of. */
export interface Writer {
  readonly pid: number | undefined;
  last: number;
  /** Resolves when all that it told has been read. */
  kill(): Promise<void>;
}

/** Starts a `*.child.ts` on a folder, from this number on, and waits until it tells of its first. */
export async function startWriter(name: string, folder: string, first: number): Promise<Writer> {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const writer: Writer = {
    pid: child.pid,
    last: 0,
    kill: async () => {
      child.kill('SIGKILL');
      // The pipe may still hold lines that were written before.
      await Promise.all([exited, once(lines, 'close')]);
    },
  };
  lines.on('line', (line) => (writer.last = Number(line)));
  await Promise.race([
    once(lines, 'line'),
    exited.then(() => {
      throw new Error('the writer ended by itself');
    }),
  ]);
  return writer;
}
