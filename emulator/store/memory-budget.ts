import { type Digest, Digester } from './digest.ts';
import { StoreFull } from './store.ts';

/** Bytes of content that a memory store holds, what is still coming included. */
export class Budget {
  readonly #most: number;
  #held = 0;
  #coming = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Reads a body whole and hands it on, in the moment in which it no longer counts as coming. Throws StoreFull, before
   * more is held than may be.
   */
  async read<T>(
    body: AsyncIterable<Uint8Array>,
    hand: (content: Buffer, digest: Digest) => T,
  ): Promise<T> {
    const digester = new Digester();
    const pieces: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const piece of digester.through(body)) {
        this.#coming += piece.byteLength;
        size += piece.byteLength;
        if (this.#held + this.#coming > this.#most) throw new StoreFull();
        pieces.push(piece);
      }
    } finally {
      this.#coming -= size;
    }
    return hand(Buffer.concat(pieces, size), digester.finish());
  }

  /** Counts what is held more, or less. */
  hold(bytes: number): void {
    this.#held += bytes;
  }

  /** Nothing is held any more; what is coming still is. */
  drop(): void {
    this.#held = 0;
  }
}
