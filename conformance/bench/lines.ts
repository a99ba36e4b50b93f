import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * A node program that talks in lines; its stderr is ours. Disposing ends its stdin, sends SIGTERM and waits until it is
 * gone.
 */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** The next line of its stdout. Rejects when it has ended. */
  line(): Promise<string>;
  say(line: string): void;
}

/** Starts node with these arguments. Rejects when it cannot be started. */
export async function startNode(args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`node ${args.join(' ')} has no process id`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid,
    line: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`node ${args.join(' ')} ended without a line`);
      return next.value;
    },
    say: (line) => void child.stdin.write(`${line}\n`),
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}
