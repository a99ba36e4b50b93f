import type { Edition, Evidence } from '../spec/corpus.ts';
import type { Body, Form } from './format/entry.ts';
import type { Then } from './format/then.ts';
import type { Requirement } from './requirement.ts';
import type { Signing, Tamper, Token, Verb, Who } from './target.ts';

/** A request of a case, with its row filled in; names that only a target knows are still templates. */
export interface When {
  readonly verb: Verb;
  readonly key: string;
  /** Setting of settings.yaml whose bucket is asked; `bucket` goes before it. */
  readonly setting: string;
  readonly bucket?: string;
  readonly process?: string;
  readonly query: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly form?: Form;
  readonly as: Who;
  readonly sign?: Signing;
  readonly tamper?: Tamper;
  readonly additional?: readonly string[];
  readonly token?: Token;
}

export interface Exchange {
  readonly when: When;
  readonly then: Then;
}

/** One case as one edition sees it. */
export interface Case {
  /** `resize/lfit-fits-inside`, with the row's values in brackets where it has rows. */
  readonly id: string;
  readonly edition: Edition;
  readonly shows: readonly Requirement[];
  readonly evidence: Evidence;
  /** The source that saw this very answer. */
  readonly observed?: string;
  /** Settings that it needs; the first is asked. */
  readonly settings: readonly string[];
  /** Key → fixture, in the bucket of each of the settings. */
  readonly given: Readonly<Record<string, string>>;
  /** At least one, in order. */
  readonly exchanges: readonly Exchange[];
}
