import type { Query } from './query.ts';

/** A request as it came off the wire, before anybody judged it. */
export interface Request {
  readonly method: string;
  /** The request target's path, still percent-encoded: `/bucket/k%20ey`. */
  readonly path: string;
  readonly query: Query;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Can be read once. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly secure: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** An answer that has not been written yet. A stream is closed by whoever writes it, also when the client hangs up. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | NodeJS.ReadableStream;
}
