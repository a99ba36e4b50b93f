import type { RefusalName } from '../spec/types.gen.ts';

/** Why a request was refused, for a person who asks for it. */
export interface Reason {
  readonly sentence: string;
  /** What the client signed instead, where that is known: a string to sign of V1, a canonical request of V4. */
  readonly signed?: string;
}

/** What a refusal says beyond its name. */
export interface Details {
  /** Fill `{name}` in the message; those whose name begins with a capital letter become XML elements of that name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Replaces the EC of the table (a parameter has its own). */
  readonly ec?: string | undefined;
  /** Replaces the message template of the table. */
  readonly message?: string | undefined;
  /** Column in the process text. */
  readonly at?: number;
  /** Extra response headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called only when somebody asks. */
  readonly why?: () => Reason;
  /** The facts behind it, for `explain`: citations of the spec. */
  readonly cite?: readonly string[];
}

/**
 * A refusal by our own name. Status, code, message and EC stand in spec/errors.yaml or in the operation's YAML and are
 * looked up when the answer is written, so that code which refuses never sees an edition.
 */
export class OssError extends Error {
  readonly refusal: RefusalName;
  readonly details: Details;
  constructor(refusal: RefusalName, details: Details = {}) {
    super(refusal);
    this.name = 'OssError';
    this.refusal = refusal;
    this.details = details;
  }
}

/** Ends a branch. */
export function refuse(refusal: RefusalName, details?: Details): never {
  throw new OssError(refusal, details);
}
