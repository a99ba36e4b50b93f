import { extname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Programs of threads are modules like this one, from source and from dist/ alike. */
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
