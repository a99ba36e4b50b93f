import type { Keys, Parameter, Unsigned } from '../sign/request.ts';
import { signV1Header, signV1Url } from '../sign/v1.ts';
import { signV4Header, signV4Url } from '../sign/v4.ts';
import type { Request, Signing, Tamper } from '../target.ts';
import { addParameters, parametersOf, type Wire } from './wire.ts';

/** Milliseconds. */
const minute = 60_000;
/** How long signed URLs hold, in seconds. */
const holds = 600;

/** What a signature adds to a request. */
interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: readonly Parameter[];
}
interface When {
  readonly region: string;
  readonly now: Date;
  readonly tamper?: Tamper | undefined;
  readonly additionalHeaders: readonly string[];
}

const later = (from: Date, milliseconds: number) => new Date(from.getTime() + milliseconds);
const inHeader = (headers: Readonly<Record<string, string>>): Signed => ({
  headers,
  parameters: [],
});
const inUrl = (parameters: readonly Parameter[]): Signed => ({ headers: {}, parameters });

type Signer = (unsigned: Unsigned, keys: Keys, when: When) => Signed;
const signers: Readonly<Record<Exclude<Signing, 'none'>, Signer>> = {
  v1: (unsigned, keys, { now }) => inHeader(signV1Header(unsigned, keys, now)),
  v4: (unsigned, keys, { region, now, additionalHeaders }) =>
    inHeader(signV4Header(unsigned, keys, { region, at: now, additionalHeaders })),
  'v1-url': (unsigned, keys, { now, tamper }) =>
    inUrl(signV1Url(unsigned, keys, later(now, tamper === 'expired' ? -minute : holds * 1000))),
  'v4-url': (unsigned, keys, { region, now, tamper, additionalHeaders }) => {
    const at = tamper === 'expired' ? later(now, -minute - holds * 1000) : now;
    return inUrl(signV4Url(unsigned, keys, { region, at, additionalHeaders }, holds));
  },
};

/** A wrong secret, or a key that nobody has, where a case asks for it. */
export const spoil = (keys: Keys, tamper: Tamper | undefined): Keys => ({
  ...keys,
  ...(tamper === 'secret' && { accessKeySecret: `${keys.accessKeySecret}x` }),
  ...(tamper === 'access-key' && { accessKeyId: `no-${keys.accessKeyId}` }),
});

/** Changes one character in the middle of a signature, so that its form and length stay. */
export function spoilText(text: string): string {
  const at = text.length - 10;
  return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
}

function spoilSignature({ headers, parameters }: Signed): Signed {
  const { authorization } = headers;
  return {
    headers: {
      ...headers,
      ...(authorization !== undefined && { authorization: spoilText(authorization) }),
    },
    parameters: parameters.map(([name, value]) => [
      name,
      /signature$/i.test(name) ? spoilText(value ?? '') : value,
    ]),
  };
}

const process = 'x-oss-process';

/** The query as it was when it was signed. */
function before(query: readonly Parameter[], tamper: Tamper | undefined): readonly Parameter[] {
  if (tamper === 'appended') return query.filter(([name]) => name !== process);
  if (tamper !== 'process') return query;
  return query.map(([name, value]) => [name, name === process ? `${value ?? ''}0` : value]);
}

/** What is added to the headers, or changed in them, when they were signed already. */
function after(
  headers: Wire['headers'],
  additional: readonly string[],
  tamper: Tamper | undefined,
): Wire['headers'] {
  if (tamper === 'header') return { 'x-oss-meta-added': 'afterwards' };
  if (tamper !== 'additional') return {};
  return Object.fromEntries(additional.map((name) => [name, `${headers[name] ?? ''}x`]));
}

const clocks: Readonly<Partial<Record<Tamper, number>>> = { clock: -20, early: 20 };

/** A token that comes too late to be signed. */
function lateToken(way: Exclude<Signing, 'none'>, token: string | undefined): Signed {
  if (token === undefined) return inUrl([]);
  if (way === 'v1-url') return inUrl([['security-token', token]]);
  const name = 'x-oss-security-token';
  return way === 'v4-url' ? inUrl([[name, token]]) : inHeader({ [name]: token });
}

/** Signs a request as it stands on the wire, or spoils it as the case asks. */
export function sign(
  request: Request,
  wire: Wire,
  keys: Keys,
  { region, now }: { readonly region: string; readonly now: Date },
): Wire {
  const { tamper, sign: way = 'v4', verb, bucket, key, additional = [], token } = request;
  if (way === 'none') return wire;
  const unsigned: Unsigned = {
    method: tamper === 'verb' ? (verb === 'PUT' ? 'POST' : 'PUT') : verb,
    bucket: bucket || undefined,
    key: key || undefined,
    query: before(parametersOf(wire.query), tamper),
    headers: wire.headers,
  };
  const { securityToken, ...pair } = keys;
  const late = lateToken(way, token === 'unsigned' ? securityToken : undefined);
  const signer = token === 'unsigned' ? pair : keys;
  const signed = signers[way](unsigned, spoil(signer, tamper), {
    region: tamper === 'region' ? `${region}-x` : region,
    now: later(now, (tamper === undefined ? 0 : (clocks[tamper] ?? 0)) * minute),
    tamper,
    additionalHeaders: additional,
  });
  const { headers, parameters } = tamper === 'signature' ? spoilSignature(signed) : signed;
  const added: Parameter[] = tamper === 'query' ? [['response-content-type', 'text/plain']] : [];
  return {
    ...wire,
    query: addParameters(wire.query, [...parameters, ...added, ...late.parameters]),
    headers: {
      ...wire.headers,
      ...headers,
      ...late.headers,
      ...after(wire.headers, additional, tamper),
    },
  };
}
