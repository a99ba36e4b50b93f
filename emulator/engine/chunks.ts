import type { ReadReport, Report } from './clip-messages.ts';
import { ClipFault } from './excerpt.ts';

type Reports = AsyncIterator<Exclude<Report, ReadReport>, void, void>;

/**
 * The bytes of an excerpt as a thread reports them, one chunk at a time. Whoever stops reading does not stop the thread: what
 * is left is drained, and the thread is free for the next clip.
 */
export class Chunks implements AsyncIterableIterator<Uint8Array> {
  readonly #reports: Reports;
  readonly #goOn: () => void;
  #last: Promise<IteratorResult<Uint8Array, undefined>> | undefined;

  /** `goOn` lets the thread make the next chunk. */
  constructor(reports: Reports, goOn: () => void) {
    this.#reports = reports;
    this.#goOn = goOn;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#last = this.#step(this.#last);
    return this.#last;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async drain(): Promise<void> {
    while ((await this.next()).done !== true);
  }

  async #step(
    before: Promise<IteratorResult<Uint8Array, undefined>> | undefined,
  ): Promise<IteratorResult<Uint8Array, undefined>> {
    const last = await before;
    if (last?.done === true) return last;
    if (last) this.#goOn();
    const { value: report } = await this.#reports.next();
    if (report?.is === 'end') return { done: true, value: undefined };
    if (report?.is === 'chunk') return { done: false, value: report.chunk };
    throw new ClipFault('unreadable');
  }
}
