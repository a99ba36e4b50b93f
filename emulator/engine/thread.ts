import { on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../program-thread.ts';
import type { Bytes } from './clip.ts';
import type { Order, ReadReport, Report, Task } from './clip-messages.ts';
import { ClipFault } from './excerpt.ts';

const program = new URL('./clip-worker', import.meta.url);

/** MiB; the tables of a clip of ten hours take a tenth of it. */
const memory = 512;

/** A thread that reads clips. It believes what they say of themselves, so that one may keep it busy for ever: end it then. */
export class Thread {
  readonly #worker: Worker;
  #tasks = 0;
  #isFree = true;

  constructor() {
    this.#worker = startThread(program, {
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    // It keeps no process alive: whoever waits for it does.
    this.#worker.unref();
    // Whoever waits for it is told as well; an error that nobody listens to would end the process.
    this.#worker.on('error', () => undefined);
  }

  /** Whether it has said the last word of every task that it was given. */
  get isFree(): boolean {
    return this.#isFree;
  }

  /** What it reports of a task, in order; what it reads of the bytes is answered here. Rejects with ClipFault. */
  async *perform(
    task: Omit<Task, 'task'>,
    bytes: Bytes,
    signal: AbortSignal,
  ): AsyncGenerator<Exclude<Report, ReadReport>, void> {
    const number = ++this.#tasks;
    const failed = new AbortController();
    const give = ({ read, first, last }: ReadReport) =>
      bytes.read(first, last).then(
        // Of a piece of a buffer the whole buffer would be cloned: of an object in memory all of it.
        (bytes) => this.#order({ is: 'bytes', read, bytes: new Uint8Array(bytes) }),
        (error: unknown) => failed.abort(error),
      );
    const either = AbortSignal.any([signal, failed.signal]);
    const reports = on(this.#worker, 'message', { signal: either, close: ['exit'] });
    this.#isFree = false;
    this.#order({ is: 'task', task: { ...task, task: number } });
    try {
      for await (const [report] of reports as AsyncIterable<[Report]>) {
        if (report.is === 'read') {
          if (report.task === number) void give(report);
          continue;
        }
        this.#isFree = report.is === 'info' || report.is === 'end' || report.is === 'fault';
        if (report.is === 'fault') throw new ClipFault(report.fault);
        yield report;
      }
    } catch (error) {
      either.throwIfAborted();
      throw error instanceof ClipFault ? error : new ClipFault('unreadable', error);
    }
    throw new ClipFault('unreadable');
  }

  /** Lets it go on after a chunk. */
  next(): void {
    this.#order({ is: 'next' });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #order(order: Order): void {
    this.#worker.postMessage(order);
  }
}
