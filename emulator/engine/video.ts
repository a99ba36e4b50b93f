import { availableParallelism } from 'node:os';
import { OssError, refuse } from '../errors.ts';
import type { Body, ClipInfo, Encode, Shot } from '../operation.ts';
import type { OpenObject } from '../store/object.ts';
import type { Bytes } from './clip.ts';
import { createQueue, type Queue } from './concurrency.ts';
import { ClipFault } from './excerpt.ts';
import { Decoder } from './decoder.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { ClipThreads } from './clip-threads.ts';

export interface VideoOptions {
  /** Looks for ffmpeg; called once. */
  readonly find: () => Promise<Ffmpeg | undefined>;
  /** Clips in work at once, each with one thread and one ffmpeg at most; as many as there are cores, but two at least. */
  readonly width?: number;
  /** Milliseconds that one clip may take once it is in work. */
  readonly patience?: number;
}

/** What is known of videos, and what takes their frames: one for a server. */
export class Video {
  readonly #find: () => Promise<Ffmpeg | undefined>;
  readonly #patience: number;
  readonly #queue: Queue;
  readonly #threads = new ClipThreads();
  readonly #decoder = new Decoder();
  readonly #running = new Set<{
    readonly stop: AbortController;
    readonly over: Promise<unknown>;
  }>();
  #found: Promise<Ffmpeg | undefined> | undefined;

  constructor({ find, width, patience = 30_000 }: VideoOptions) {
    this.#find = find;
    this.#patience = patience;
    this.#queue = createQueue(width ?? Math.max(2, availableParallelism()));
  }

  /** Its ffmpeg; undefined where there is none. */
  find(): Promise<Ffmpeg | undefined> {
    return (this.#found ??= this.#find());
  }

  /** What the header of a video says. Rejects with ClipFault, and with OssError where nobody waits any more. */
  describe(object: OpenObject, signal: AbortSignal): Promise<ClipInfo> {
    return this.#run(signal, (either) => this.#threads.describe(bytesOf(object), either));
  }

  /** A picture of a frame of a video. Rejects as `describe` does. */
  take(object: OpenObject, shot: Shot, encode: Encode, signal: AbortSignal): Promise<Body> {
    return this.#run(signal, async (either) => {
      const ffmpeg = (await this.find()) ?? refuse('not-emulated');
      return this.#threads.cut(bytesOf(object), shot, either, (chunks) =>
        this.#decoder.decode({ ffmpeg, shot, encode }, chunks, either),
      );
    });
  }

  /** Ends what is under way, and waits until every process and thread is gone. */
  async close(): Promise<void> {
    for (const { stop } of this.#running) stop.abort(gone);
    await Promise.allSettled(Array.from(this.#running, ({ over }) => over));
    await Promise.all([this.#threads.close(), this.#decoder.close()]);
  }

  /** Does a piece of work when its turn comes, until nobody waits for it any more or it takes too long. */
  async #run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const leave = () => stop.abort(gone);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    const over = this.#queue(async () => {
      stop.signal.throwIfAborted();
      const timer = setTimeout(() => stop.abort(new ClipFault('unreadable')), this.#patience);
      return work(stop.signal).finally(() => clearTimeout(timer));
    });
    const job = { stop, over };
    this.#running.add(job);
    try {
      return await over;
    } finally {
      this.#running.delete(job);
      signal.removeEventListener('abort', leave);
    }
  }
}

/** The client has hung up, or the server stops. */
const gone = new OssError('request-timeout');

const bytesOf = (object: OpenObject): Bytes => ({
  size: object.head.size,
  read: (first, last) => object.bytes({ first, last }),
});
