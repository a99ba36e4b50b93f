import type { ClipInfo } from '../operation.ts';
import type { Bytes } from './clip.ts';
import { Chunks } from './chunks.ts';
import { ClipFault, type Moment } from './excerpt.ts';
import { Thread } from './thread.ts';

/** What is done with the bytes of an excerpt. It is cut while they are read. */
export type Use<T> = (chunks: AsyncIterable<Uint8Array>) => Promise<T>;

/**
 * Reads clips in threads of their own: what a crafted clip does to one, it does to that one alone, and a long index does not
 * keep the server from answering. As many as are asked for at once; they stay for the next clip.
 */
export class ClipThreads {
  readonly #idle: Thread[] = [];
  readonly #busy = new Set<Thread>();

  /** What the header of a clip says. Rejects with ClipFault, and with the reason of the signal. */
  describe(bytes: Bytes, signal: AbortSignal): Promise<ClipInfo> {
    return this.#with(async (thread) => {
      for await (const report of thread.perform({ size: bytes.size }, bytes, signal))
        if (report.is === 'info') return report.info;
      throw new ClipFault('unreadable');
    });
  }

  /** Hands an excerpt to `use`. Rejects as `describe` does, and with what `use` does. */
  cut<T>(bytes: Bytes, moment: Moment, signal: AbortSignal, use: Use<T>): Promise<T> {
    return this.#with(async (thread) => {
      const reports = thread.perform({ size: bytes.size, moment }, bytes, signal);
      try {
        const chunks = new Chunks(reports, () => thread.next());
        const result = await use(chunks);
        await chunks.drain();
        return result;
      } finally {
        await reports.return(undefined);
      }
    });
  }

  /** Ends every thread, and with them what is under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.end()));
  }

  async #with<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = this.#idle.pop() ?? new Thread();
    this.#busy.add(thread);
    try {
      return await work(thread);
    } finally {
      if (thread.isFree) this.#idle.push(thread);
      else await thread.end();
      this.#busy.delete(thread);
    }
  }
}
