import type { Spec } from '../../spec/corpus.ts';
import type { About } from '../checks/check.ts';
import { check } from '../checks/checks.ts';
import { observe } from '../observe.ts';
import type { Then } from '../format/then.ts';
import {
  type Fixture,
  NoAnswer,
  type Request,
  type Response,
  type Target,
  type Verb,
} from '../target.ts';
import type { Finding } from '../verdict.ts';
import { fixtureOf } from './source.ts';

/** The target broke a property; a fault of the suite is another error. */
export class Violation extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map((f) => `${f.check}: expected ${f.expected}, got ${f.actual}`).join('\n  '));
    this.findings = findings;
  }
}

/** How an object is asked for otherwise than by a GET of its own key in the bucket `plain`. */
export interface Asked {
  readonly setting: string;
  readonly verb: Verb;
  readonly key: string;
  /** The key as it shall stand in the request line. */
  readonly written: string;
}

/** What is sent, and what must come back. */
export interface Drawn {
  /** The object that is meant, under its own name unless `asked` has another; none: there is no such object. */
  readonly fixture?: Fixture;
  readonly process?: string;
  readonly asked?: Asked;
  /** A process of the same object whose answer is the same. */
  readonly same?: string;
  /** Undefined: nothing says what it gives, so any answer but a failure of the server will do. */
  readonly then: Then | undefined;
}

/** A draw as a request; `buckets` are those of the settings. */
export function requestOf(
  { fixture, process, asked }: Drawn,
  target: Target,
  buckets: ReadonlyMap<string, string>,
): Request {
  const { setting, verb, key, written } = { ...named(fixture?.name ?? ''), ...asked };
  const bucket = buckets.get(setting);
  if (bucket === undefined) throw new Error(`the bucket ${setting} is not prepared`);
  const isNamedByHost = target.host(bucket) !== target.host('');
  return {
    verb,
    bucket,
    key,
    ...(process !== undefined && { process }),
    ...(written !== undefined && { path: `${isNamedByHost ? '' : `/${bucket}`}/${written}` }),
    query: '',
    headers: {},
    as: 'anonymous',
  };
}

const named = (key: string): Omit<Asked, 'written'> & Partial<Asked> => ({
  setting: 'plain',
  verb: 'GET',
  key,
});

async function answers(target: Target, request: Request): Promise<readonly [Response, Response]> {
  try {
    return [await target.send(request), await target.send(request)];
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const actual = error.message;
    throw new Violation([{ check: 'answer', ok: false, expected: 'an answer', actual }]);
  }
}

const isAlike = (one: Response, other: Response): boolean =>
  one.status === other.status &&
  // Refusals differ in their request ids.
  (one.status >= 300 || Buffer.compare(one.body, other.body) === 0);
const shown = ({ status, body }: Response): string => `${status} with ${body.length} bytes`;

/** The same request has the same answer. */
function compare(one: Response, other: Response): Finding {
  const ok = isAlike(one, other);
  const actual = ok ? shown(other) : `other bytes: ${shown(other)}`;
  return { check: 'again', ok, expected: shown(one), actual };
}

/** Of two ways to ask for one thing: the same bytes, or refusals alike. */
function compareWays(one: Response, other: Response, process: string): Finding {
  const expected = `${shown(other)} of ${process}`;
  return { check: 'same', ok: isAlike(one, other), expected, actual: shown(one) };
}

/** Whatever the request is, a server may not fail over it, unless the edition says so of what is not implemented. */
function survived({ status }: Response, expected: number | undefined): Finding {
  const ok = status < 500 || status === expected;
  return { check: 'survives', ok, expected: 'below 500', actual: String(status) };
}

/** The same object by its own key, with a process. */
function plainly({ path: _, ...request }: Request, { name }: Fixture, process: string): Request {
  return { ...request, key: name, process };
}

/** Sends a draw twice and judges the answers. Rejects with Violation, or with what is the suite's own fault. */
export async function judge(
  draw: Drawn,
  target: Target,
  buckets: ReadonlyMap<string, string>,
  spec: Spec,
): Promise<void> {
  const request = requestOf(draw, target, buckets);
  const [first, second] = await answers(target, request);
  const { fixture: source, then } = draw;
  const about: About = { spec, request, given: fixtureOf, ...(source && { source }) };
  const ways =
    draw.same === undefined || !source
      ? []
      : [compareWays(first, await target.send(plainly(request, source, draw.same)), draw.same)];
  const findings = [
    ...ways,
    survived(first, then?.status),
    compare(first, second),
    ...(await check(then ?? { status: first.status }, observe(first), about)),
  ].filter(({ ok }) => !ok);
  if (findings.length > 0) throw new Violation(findings);
}
