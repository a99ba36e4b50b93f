import type { Edition } from '../spec/corpus.ts';

export type Verb = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS';

/** Who asks. `owner` owns the buckets of the run; `other` is a second account. */
export type Who = 'anonymous' | 'owner' | 'other';

/** How a request is signed: in the header `Authorization` or in the URL, by version 1 or 4. */
export const signings = ['none', 'v1', 'v1-url', 'v4', 'v4-url'] as const;
export type Signing = (typeof signings)[number];

/**
 * What is spoilt in the act of signing, because a saboteur in front of the signer cannot: a wrong secret, an unknown access
 * key, one changed character of the signature, a clock 20 minutes behind or ahead, a URL that has run out, a verb other than
 * the one that is sent, another region; and what happens afterwards: a query parameter, a signed header or the process is
 * added, the process or a header that was signed additionally changes.
 */
export const tampers = [
  'secret',
  'access-key',
  'signature',
  'clock',
  'early',
  'expired',
  'verb',
  'region',
  'query',
  'header',
  'appended',
  'process',
  'additional',
] as const;
export type Tamper = (typeof tampers)[number];

/**
 * What the security token is of a request that is signed with a temporary key of whoever asks: good, expired, left out,
 * made up, that of another temporary key, put beside the lasting key, or added when the request was signed already.
 */
export const tokens = [
  'fresh',
  'expired',
  'missing',
  'invented',
  'foreign',
  'needless',
  'unsigned',
] as const;
export type Token = (typeof tokens)[number];

/** One bit that changes when a request was signed already. */
export interface Flip {
  /** `method`, `path`, `query`, `body`, `header <name>`, `field <name>` of a form, or `name of header <name>` and the like. */
  readonly part: string;
  /** Counted around: any whole number from 0 will do. */
  readonly bit: number;
}

/** A form as a browser posts it; the file stands behind the fields. */
export interface PostForm {
  readonly fields: Readonly<Record<string, string>>;
  /** JSON that is put into the form, and signed, for whoever asks; left out: it forbids nothing. */
  readonly policy?: string;
  readonly file?: { readonly name: string; readonly type?: string; readonly bytes: Uint8Array };
  readonly behind?: Readonly<Record<string, string>>;
}

/** What a client means, before it is addressed, encoded and signed. */
export interface Request {
  readonly verb: Verb;
  /** Real name at the target; empty: the service itself. */
  readonly bucket: string;
  /** Not encoded; empty: the bucket itself. */
  readonly key: string;
  /** The process text, not encoded: `x-oss-process` in the query, or in the body of a POST. */
  readonly process?: string;
  /** Further query, as it shall stand in the URL without `?`: `acl`, `prefix=a%20b&list-type=2`; empty: none. */
  readonly query: string;
  /** Replaces the path that bucket and key would give, as it shall stand in the request line: `/bucket%2Fkey`. */
  readonly path?: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Instead of a body. It is signed by its own fields: `sign` is `v1`, `v4` or `none`. */
  readonly form?: PostForm;
  readonly as: Who;
  /** Left out: `none` for anonymous, else `v4`. */
  readonly sign?: Signing;
  readonly tamper?: Tamper;
  /** Headers of the request that V4 signs besides those that it always signs. */
  readonly additional?: readonly string[];
  /** Left out: the lasting key of whoever asks signs. */
  readonly token?: Token;
  readonly flip?: Flip;
}

export interface Response {
  readonly status: number;
  /** Lower-case names; a header that came twice is joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** The endpoint was reached and gave no whole answer: the target's fault, unlike any other error of `send`. */
export class NoAnswer extends Error {}

/** What a target lets the suite do. A case that needs more is skipped with this word. */
export type Ability = 'write' | 'temporary-keys' | 'settings' | 'other-account' | 'domains';

/** One input: its bytes are read when they are uploaded. */
export interface Fixture {
  readonly name: string;
  /** What the manifest says that it shows: `grid`, `photo`. */
  readonly shows?: string;
  bytes(): Promise<Uint8Array>;
}

/** An endpoint under judgement, seen as one edition. Closing it is the business of whoever made it. */
export interface Target {
  readonly edition: Edition;
  readonly can: ReadonlySet<Ability>;
  /**
   * The bucket of a setting of settings.yaml, made if need be, with these objects in it (key → fixture). Called once per
   * run and setting. Rejects when the target refuses: that is an error of the run, not a failure of a case.
   */
  prepare(setting: string, objects: ReadonlyMap<string, Fixture>): Promise<string>;
  /**
   * Sends one request, signed last: a saboteur in front changes what the client meant and is not caught by its own
   * signature. Rejects with NoAnswer, or with another error where the target was not reached.
   */
  send(request: Request): Promise<Response>;
  /** The header Host that names a bucket there. */
  host(bucket: string): string;
  /** The request as a curl command, with secrets and signatures removed. */
  curl(request: Request): string;
}

/**
 * A target that lies in one way. `caughtBy` maps case ids to the name of the check that must fail there; the cases pass
 * on the honest target.
 */
export interface Saboteur {
  readonly lie: string;
  readonly caughtBy: Readonly<Record<string, string>>;
  ask?(request: Request): Request;
  tell?(response: Response): Response | Promise<Response>;
}

/** The target with the saboteur in front of it. */
export function sabotage(target: Target, saboteur: Saboteur): Target {
  return {
    edition: target.edition,
    can: target.can,
    prepare: (setting, objects) => target.prepare(setting, objects),
    host: (bucket) => target.host(bucket),
    curl: (request) => target.curl(request),
    async send(request) {
      const response = await target.send(saboteur.ask?.(request) ?? request);
      return saboteur.tell?.(response) ?? response;
    },
  };
}
