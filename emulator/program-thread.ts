import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Programs of threads and processes are modules like this one, from source and from dist/ alike. */
const extension = extname(import.meta.url);

/**
 * Starts a thread of a program, named by its URL without an ending. From source the thread is given first what makes Node
 * read it.
 */
export function startThread(program: URL, options: WorkerOptions): Worker {
  const { href } = new URL(`${program.href}${extension}`);
  if (extension !== '.ts') return new Worker(new URL(href), options);
  const tsx = import.meta.resolve('tsx/esm/api');
  const entry = `import('${tsx}').then((tsx) => (tsx.register(), import('${href}')));`;
  return new Worker(entry, { ...options, eval: true });
}

/** Starts a process of a program in the same way, with flags of node; what they send each other is cloned as between threads. */
export function startProcess(program: URL, flags: readonly string[]): ChildProcess {
  const loader = extension === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];
  return fork(new URL(`${program.href}${extension}`), {
    execArgv: [...flags, ...loader],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
