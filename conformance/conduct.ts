import { specOf } from '../spec/corpus.ts';
import { bytesOf } from './bodies.ts';
import type { Case, Exchange, When } from './case.ts';
import type { Form } from './format/entry.ts';
import { type About, SuiteError } from './checks/check.ts';
import { check, type Level } from './checks/checks.ts';
import { observe } from './observe.ts';
import {
  type Fixture,
  NoAnswer,
  type PostForm,
  type Request,
  type Response,
  type Target,
} from './target.ts';
import { finish } from './template.ts';
import type { Finding } from './verdict.ts';

/** What a run has made ready for its cases. */
export interface Ready {
  readonly target: Target;
  /** Setting → name of its bucket. */
  readonly buckets: ReadonlyMap<string, string>;
  /** Name in a case → fixture. */
  readonly fixtures: ReadonlyMap<string, Fixture>;
  readonly level: Level;
}

/** What one exchange of a case sent, and what was found in the answer. */
export interface Exchanged {
  readonly request: Request;
  /** As curl, without secrets. */
  readonly command: string;
  readonly findings: readonly Finding[];
  /** What was answered, if anything was, and where the run keeps it. */
  readonly response?: Response;
}

async function formOf({ file, ...form }: Form): Promise<PostForm> {
  if (!file) return form;
  const { body, ...named } = file;
  return { ...form, file: { ...named, bytes: await bytesOf(body) } };
}

async function toRequest(when: When, bucket: string): Promise<Request> {
  const { setting: _, body, form, ...rest } = when;
  return {
    ...rest,
    bucket,
    ...(body !== undefined && { body: await bytesOf(body) }),
    ...(form && { form: await formOf(form) }),
  };
}

/** The id that an answer gives an upload, or that it tells of. */
const uploadIn = ({ body }: Response): string | undefined =>
  /<UploadId>(\w+)<\/UploadId>/.exec(Buffer.from(body).toString('latin1'))?.[1];

/** Sends one exchange, with the names filled in that only the target knows. */
async function exchange(
  { when, then }: Exchange,
  { settings, given }: Case,
  { target, buckets, fixtures, level }: Ready,
  before: Response | undefined,
  upload: string,
): Promise<Exchanged> {
  const bucket = when.bucket ?? buckets.get(when.setting);
  if (bucket === undefined) throw new SuiteError(`the setting ${when.setting} is not prepared`);
  const names = {
    ...Object.fromEntries(buckets),
    bucket: buckets.get(settings[0] ?? '') ?? bucket,
    etag: before?.headers.get('etag') ?? '',
    modified: before?.headers.get('last-modified') ?? '',
    version: before?.headers.get('x-oss-version-id') ?? '',
    upload,
  };
  const named = finish(bucket, names);
  const filled = finish({ when, then }, { ...names, host: target.host(named) });
  const request = await toRequest(filled.when, named);
  const command = target.curl(request);
  const fixtureOf = (key: string) => fixtures.get(given[key] ?? '');
  const source = fixtureOf(when.key);
  const about: About = {
    spec: specOf(target.edition),
    request,
    ...(source && { source }),
    given: fixtureOf,
    ...(before && { before }),
  };
  try {
    const response = await target.send(request);
    const findings = await check(filled.then, observe(response), about, level);
    return { request, command, response, findings };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const finding = { check: 'answer', ok: false, expected: 'an answer', actual: error.message };
    return { request, command, findings: [finding] };
  }
}

/** Sends the exchanges of a case in order, up to the first that fails. Rejects with what is the suite's own fault. */
export async function conduct(one: Case, ready: Ready): Promise<Exchanged[]> {
  const done: Exchanged[] = [];
  let before: Response | undefined;
  let upload = '';
  for (const step of one.exchanges) {
    const exchanged = await exchange(step, one, ready, before, upload);
    done.push(exchanged);
    if (!exchanged.response || exchanged.findings.some(({ ok }) => !ok)) break;
    before = exchanged.response;
    upload = uploadIn(before) ?? upload;
  }
  return done;
}
