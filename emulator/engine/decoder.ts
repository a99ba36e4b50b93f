import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Body } from '../operation.ts';
import { startProcess } from '../program-thread.ts';
import type { Order, Report, Start } from './decoder-messages.ts';
import { ClipFault } from './excerpt.ts';

const program = new URL('./decoder-program', import.meta.url);
/** It has hardly any objects: room for 16 MiB of young ones, which V8 would use up, made it a third larger. */
const flags = ['--max-semi-space-size=1'];

/**
 * Makes pictures of excerpts in a process of its own, which stays for the next one. Starting ffmpeg stops whoever starts it
 * for some 15 ms for each 100 MB of memory that it holds, objects included; that process is small, and keeps the pixels.
 */
export class Decoder {
  readonly #hears = new Map<number, (report: Report) => void>();
  #process: ChildProcess | undefined;
  #count = 0;

  /**
   * The picture of the frame that an excerpt is for. ffmpeg is gone when this settles. Rejects with the reason of the signal,
   * with what the chunks reject with, and with ClipFault where nothing could be decoded.
   */
  async decode(
    what: Pick<Start, 'ffmpeg' | 'shot' | 'encode'>,
    chunks: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Body> {
    signal.throwIfAborted();
    const picture = ++this.#count;
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const child = (this.#process ??= this.#start());
    const tell = (order: Order) => {
      if (child.connected) child.send(order);
    };
    const stop = () => tell({ is: 'stop', picture });
    let goOn: () => void = () => undefined;
    const over = new Promise<Exclude<Report, { is: 'next' }>>((resolve) => {
      this.#hears.set(picture, (report) => (report.is === 'next' ? goOn() : resolve(report)));
    });
    const feed = async () => {
      for await (const chunk of chunks) {
        const taken = new Promise<void>((resolve) => (goOn = resolve));
        tell({ is: 'chunk', picture, chunk });
        if (await Promise.race([taken, over])) return;
      }
      tell({ is: 'end', picture });
    };
    either.addEventListener('abort', stop);
    tell({ is: 'start', picture, ...what });
    feed().catch((error: unknown) => failed.abort(error));
    try {
      const report = await over;
      either.throwIfAborted();
      if (report.is === 'body') return report.body;
      throw report.is === 'fault' ? new ClipFault(report.fault) : new Error(report.reason);
    } finally {
      either.removeEventListener('abort', stop);
      this.#hears.delete(picture);
    }
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const gone = once(child, 'exit');
    if (child.connected) child.disconnect();
    await gone;
  }

  #start(): ChildProcess {
    const child = startProcess(program, flags);
    const leave = () => {
      this.#process = undefined;
      for (const [picture, hear] of this.#hears)
        hear({ is: 'error', picture, reason: 'the process that runs ffmpeg has ended' });
    };
    child.once('exit', leave);
    // One that could not be started does not exit; one that cannot be told anything may as well.
    child.on('error', () => (child.pid === undefined ? leave() : child.kill('SIGKILL')));
    child.on('message', (report: Report) => this.#hears.get(report.picture)?.(report));
    // It keeps no process alive: whoever waits for it does.
    child.unref();
    child.channel?.unref();
    return child;
  }
}
