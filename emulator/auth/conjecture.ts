import type { Reason } from '../errors.ts';
import type { Claim, Covered, Signed, Where } from './claim.ts';
import { equalInConstantTime, fromOctets, percentEncode } from './octets.ts';

/** A request that the client may have meant, and how it differs from the one that was sent. */
interface Guess {
  readonly says: string;
  readonly request: Signed;
  readonly where: Where;
}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS'];
/** What is tried over and over: requests of so many parameters and headers each, and texts of so many octets. */
const most = 30;
const longest = 8192;

const isSmall = ({ query, headers }: Signed, text: string): boolean =>
  query.pairs.length <= most && Object.keys(headers).length <= most && text.length <= longest;

function withQuery(
  request: Signed,
  change: (name: string, value: string) => string | undefined,
): Signed {
  const pairs = request.query.pairs.flatMap((pair) => {
    const value = change(pair.name, pair.value);
    return value === undefined ? [] : [{ ...pair, value }];
  });
  const first = (name: string) => pairs.find((pair) => pair.name === name);
  const query = {
    pairs,
    has: (name: string) => first(name) !== undefined,
    get: (name: string) => first(name)?.value,
  };
  return { ...request, query };
}

function withoutHeader({ headers, ...request }: Signed, name: string): Signed {
  const left = Object.entries(headers).filter(([other]) => other !== name);
  return { ...request, headers: Object.fromEntries(left) };
}

/** Where clients and servers are known to disagree, the likeliest first. */
function* guesses(request: Signed, where: Where): Generator<Guess> {
  const names = [...new Set(request.query.pairs.map(({ name }) => name))];
  // Adding a process to a signed URL is what people do most.
  names.sort((one, other) => Number(other === 'x-oss-process') - Number(one === 'x-oss-process'));
  for (const name of names)
    yield {
      says: `the parameter ${name} was not signed`,
      request: withQuery(request, (other, value) => (other === name ? undefined : value)),
      where,
    };
  const headers = Object.keys(request.headers).filter((name) => /^(?:x-oss-|content-)/.test(name));
  for (const name of headers)
    yield {
      says: `the header ${name} was not signed`,
      request: withoutHeader(request, name),
      where,
    };
  for (const method of methods)
    yield { says: `it was signed as ${method}`, request: { ...request, method }, where };
  const { key } = where;
  yield {
    says: 'the parameters were signed percent-encoded',
    request: withQuery(request, (_, value) => percentEncode(value)),
    where,
  };
  if (key === undefined) return;
  yield { says: 'the bucket was signed without the key', request, where: { ...where, key: '' } };
  const encoded = key.split('/').map(percentEncode).join('/');
  yield { says: 'the key was signed percent-encoded', request, where: { ...where, key: encoded } };
  const plus = key.replaceAll(' ', '+');
  yield { says: 'a space of the key was signed as +', request, where: { ...where, key: plus } };
}

const shown = (text: string | undefined): string =>
  text === undefined ? 'nothing' : `'${text.length > 200 ? `${text.slice(0, 200)}…` : text}'`;

/** `line 5 is 'a' at the client and 'b' here`; undefined where two texts are equal. */
export function firstDifference(client: string, server: string): string | undefined {
  const [theirs, ours] = [client.split('\n'), server.split('\n')];
  const length = Math.max(theirs.length, ours.length);
  for (let at = 0; at < length; at += 1)
    if (theirs[at] !== ours[at])
      return `line ${at + 1} is ${shown(theirs[at])} at the client and ${shown(ours[at])} here`;
  return undefined;
}

const textOf = ({ canonicalRequest, stringToSign }: Covered) => canonicalRequest ?? stringToSign;

/** Parts of a request that a claim was read from, and the secrets that it may be signed with. */
export interface Suspect {
  readonly request: Signed;
  readonly where: Where;
  readonly secret: string;
  /** Those of other accounts, by their access key ids. */
  readonly others: ReadonlyMap<string, string>;
  /** The string that the client says that it signed, in octets. */
  readonly said: string | undefined;
}

/** A sentence on two strings, and that of the client beside it. */
function compare(why: string, signed: string, here: string): Reason {
  const difference = firstDifference(fromOctets(signed), fromOctets(here));
  const sentence = `The signatures differ: ${why}${difference ?? 'the same was signed by another secret'}.`;
  return { sentence, signed: fromOctets(signed) };
}

/**
 * Why a signature does not match: by the string that the client says that it signed, or else by what is likely and tried
 * until a signature fits.
 */
export function explainMismatch(claim: Claim, suspect: Suspect): Reason {
  const { request, where, secret, others, said } = suspect;
  const here = textOf(claim);
  if (said !== undefined) return compare('', said, here);
  const fits = (signature: string) => equalInConstantTime(claim.signature, signature);
  if (equalInConstantTime(claim.signature.replaceAll(' ', '+'), claim.sign(secret)))
    return { sentence: 'A + of the signature reads as a space: it is written %2B in a URL.' };
  for (const [id, other] of others)
    if (fits(claim.sign(other))) return { sentence: `The secret is that of ${id}.` };
  if (claim.restate && isSmall(request, here))
    for (const guess of guesses(request, where)) {
      const covered = claim.restate(guess.request, guess.where);
      if (fits(covered.sign(secret))) return compare(`${guess.says}; `, textOf(covered), here);
    }
  return {
    sentence:
      'The secret is another one, or the client signed another string than that of the journal; its own in base64 as the value of x-oss-double-why would tell.',
  };
}
