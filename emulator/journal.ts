import type { Edition } from '../spec/corpus.ts';
import type { Claim } from './auth/claim.ts';
import { tokenOf } from './auth/keys.ts';
import { fromOctets, percentEncode } from './auth/octets.ts';
import type { OssError, Reason } from './errors.ts';
import type { Request } from './http/message.ts';
import { nameRefusal } from './http/refuse.ts';

/** One request and how it was answered. Holds no secret, no signature and no security token. */
export interface Entry {
  readonly requestId: string;
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  readonly host: string;
  /** Path and query as they stood in the request line. */
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly code?: string;
  readonly ec?: string;
  /** Only where the request asked. */
  readonly why?: string;
  /** Only of a request that claims to be signed. */
  readonly signature?: {
    readonly accessKeyId: string;
    /** What a right signature covers. */
    readonly stringToSign: string;
    /** V4 only. */
    readonly canonicalRequest?: string;
    /** What the client signed instead: the one of V1, the other of V4. Only where the request asked and it is known. */
    readonly client?: string;
  };
}

/** Requests that are remembered; of each text of them so many characters. */
const most = 200;
const longest = 4096;

/** The last requests, oldest first. */
export class Journal {
  #entries: Entry[] = [];

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    if (this.#entries.length === most) this.#entries.shift();
    this.#entries.push(entry);
  }

  clear(): void {
    this.#entries = [];
  }
}

const removed = 'REMOVED';
const hidden = new Set(['Signature', 'x-oss-signature', 'security-token', 'x-oss-security-token']);

/** A long text is copied: a part of it would keep the whole. */
const cut = (text: string): string =>
  text.length > longest ? `${Buffer.from(text.slice(0, longest)).toString()}…` : text;

const queryOf = ({ query }: Request): string =>
  query.pairs
    .map(({ name, rawName, rawValue }) => {
      const value = hidden.has(name) ? removed : rawValue;
      return rawValue === undefined ? rawName : `${rawName}=${value ?? ''}`;
    })
    .join('&');

/** Takes the token of a request out of what is signed of it. */
function withoutToken(text: string, request: Request): string {
  const token = tokenOf(request);
  if (token === undefined) return text;
  return text.replaceAll(token, removed).replaceAll(percentEncode(token), removed);
}

/** What is known of a request when it was answered. */
export interface Answered {
  readonly request: Request;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly status: number;
  readonly edition: Edition;
  readonly error: OssError | undefined;
  readonly reason: Reason | undefined;
  readonly claim: Claim | undefined;
}

function describeClaim(
  { accessKeyId, stringToSign, canonicalRequest }: Claim,
  signed: string | undefined,
  request: Request,
): NonNullable<Entry['signature']> {
  const show = (octets: string) => cut(withoutToken(fromOctets(octets), request));
  return {
    accessKeyId: show(accessKeyId),
    stringToSign: show(stringToSign),
    ...(canonicalRequest !== undefined && { canonicalRequest: show(canonicalRequest) }),
    ...(signed !== undefined && { client: cut(withoutToken(signed, request)) }),
  };
}

export function describe(answered: Answered): Entry {
  const { request, requestId, now, status, edition, error, reason, claim } = answered;
  const { method, path, headers } = request;
  const { code, ec } = error ? nameRefusal(error, { edition, method }) : {};
  return {
    requestId,
    time: new Date(now).toISOString(),
    method,
    host: cut(headers['host'] ?? ''),
    path: cut(path),
    query: cut(queryOf(request)),
    status,
    ...(code !== undefined && { code }),
    ...(ec !== undefined && { ec }),
    ...(reason && { why: cut(withoutToken(reason.sentence, request)) }),
    ...(claim && { signature: describeClaim(claim, reason?.signed, request) }),
  };
}
