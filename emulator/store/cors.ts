export type CorsMethod = 'GET' | 'PUT' | 'DELETE' | 'POST' | 'HEAD';

/** What scripts of other origins may ask; a `*` in an origin or a header stands for any text. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly CorsMethod[];
  /** Headers that they may send. */
  readonly headers: readonly string[];
  /** Headers of the answer that they may read. */
  readonly expose: readonly string[];
  /** Seconds for which a browser may remember it. */
  readonly maxAge?: number;
}

/** Cross-origin resource sharing of a bucket. */
export interface Cors {
  /** The first that fits counts. */
  readonly rules: readonly CorsRule[];
  /** Whether every answer says `Vary: Origin`. */
  readonly vary: boolean;
}
