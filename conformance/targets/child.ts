import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../spec/corpus.ts';
import type { Keys } from '../sign/request.ts';

/** The emulator as a process of its own, judged as a black box. */
export interface Child {
  readonly url: URL;
  readonly owner: Keys;
  readonly other: Keys;
  /** Ends it, by force when it does not go within 5 seconds. Calling it twice is allowed. */
  stop(): Promise<void>;
}

const owner: Keys = { accessKeyId: 'conformance-owner', accessKeySecret: 'owner-secret' };
const other: Keys = { accessKeyId: 'conformance-other', accessKeySecret: 'other-secret' };
const pair = ({ accessKeyId, accessKeySecret }: Keys) => [
  '--access-key-id',
  accessKeyId,
  '--access-key-secret',
  accessKeySecret,
];

/** The built program beside the built suite, the source beside the source. */
const program = import.meta.filename.endsWith('.ts')
  ? ['--import', 'tsx', join(packageRoot, 'emulator', 'cli.ts')]
  : [join(packageRoot, 'dist', 'emulator', 'cli.js')];
const flags = [
  'serve',
  '--port',
  '0',
  '--json',
  '--auth',
  'strict',
  ...pair(owner),
  ...pair(other),
];

/** The URL in the first line of a started emulator; undefined for any other line. */
function readUrl(line: string): URL | undefined {
  try {
    const told: unknown = JSON.parse(line);
    const url = typeof told === 'object' && told && 'url' in told ? told.url : undefined;
    return typeof url === 'string' ? new URL(url) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * For Node: a heap that has some room from the start. V8 would otherwise mark all of a small one after every 16 MB of pictures,
 * which takes a fifth of the time of a run.
 */
const roomy = '--initial-old-space-size=256';

/** Starts a program that prints such a line. Rejects, with what it wrote to stderr, when it ends or is silent for 30 seconds. */
export async function startChild(args: readonly string[] = [...program, ...flags]): Promise<Child> {
  const child = spawn(process.execPath, [roomy, ...args], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // Nobody hears of it when this process ends by a signal or an error.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => {
    complaint = `${complaint}${part.toString('utf8')}`.slice(-4000);
  });
  const stop = async () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    const timer = setTimeout(kill, 5000);
    await exited;
    clearTimeout(timer);
  };
  try {
    const lines = createInterface(child.stdout);
    const first: Promise<readonly unknown[]> = once(lines, 'line', {
      signal: AbortSignal.timeout(30_000),
    });
    const ended = exited.then((): never => {
      throw new Error('it ended');
    });
    const [line] = await Promise.race([first, ended]);
    const url = readUrl(String(line));
    if (!url) throw new Error(`it said ${String(line)}`);
    // The rest is its log; unread, it would fill the pipe and block the child.
    lines.on('line', () => undefined);
    return { url, owner, other, stop };
  } catch (error) {
    await stop();
    throw new Error(`the emulator did not start: ${String(error)}\n${complaint}`, { cause: error });
  }
}
