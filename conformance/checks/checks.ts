import type { Then } from '../format/then.ts';
import { type Observation, Unreadable } from '../observe.ts';
import type { Finding } from '../verdict.ts';
import { answerChecks } from './answer.ts';
import { type About, type Checks, type Expected, type Seen, SuiteError } from './check.ts';
import { documentChecks } from './document.ts';
import { frameChecks } from './frame.ts';
import { goldenChecks } from './golden.ts';
import { inkChecks } from './ink.ts';
import { pictureChecks } from './picture.ts';
import { pixelChecks } from './pixels.ts';
import { checkShape, refusalChecks } from './refusal.ts';

const checks: Checks = {
  ...answerChecks,
  ...refusalChecks,
  ...documentChecks,
  ...pictureChecks,
  ...pixelChecks,
  ...goldenChecks,
  ...frameChecks,
  ...inkChecks,
};

/** How closely answers are looked at; each level includes those before it. */
export const levels = ['core', 'pixels', 'exact'] as const;
export type Level = (typeof levels)[number];
/** Checks that a service with another encoder may fail honestly; all others are core. */
const levelOf: Readonly<Partial<Record<string, Level>>> = {
  pixels: 'pixels',
  colours: 'pixels',
  'frame-colours': 'pixels',
  frame: 'pixels',
  golden: 'pixels',
  ink: 'pixels',
  bytes: 'exact',
  identical: 'exact',
  chunks: 'exact',
};

type Run = readonly [name: string, run: () => Seen | Promise<Seen>];

const isKey = (key: string): key is keyof Expected => key in checks;

/** The check of one key; generic, so that table and expectation are paired without a cast. */
const written = <K extends keyof Expected>(
  key: K,
  expected: Expected[K] | undefined,
  seen: Observation,
  about: About,
): Run[] => (expected === undefined ? [] : [[key, () => checks[key](expected, seen, about)]]);

/** The status that an answer must have when the case does not say: the one of its error, or any that is a success. */
function impliedStatus({ error }: Then, { response }: Observation, { spec }: About): Seen {
  const { status } = response;
  if (error === undefined)
    return { ok: status >= 200 && status < 300, expected: '2xx', actual: String(status) };
  const expected = spec.codes[error];
  if (expected === undefined) throw new SuiteError(`spec/errors.yaml has no status for ${error}`);
  return { ok: status === expected, expected: String(expected), actual: String(status) };
}

/** What every answer of its kind must be, whatever the case says. */
function implied(then: Then, seen: Observation, about: About): Run[] {
  const { status, headers, body } = seen.response;
  const refused = then.error !== undefined || then.ec !== undefined || then.message !== undefined;
  // A source that comes back as it is need be no picture, whatever it is called.
  const isPicture =
    then.identical === undefined && (headers.get('content-type') ?? '').startsWith('image/');
  const runs: Run[] = [];
  if (then.status === undefined) runs.push(['status', () => impliedStatus(then, seen, about)]);
  if (refused || (status >= 400 && body.length > 0))
    runs.push(['shape', () => checkShape(seen, about)]);
  if (status < 300 && isPicture && body.length > 0 && about.request.process !== undefined)
    runs.push([
      'header',
      () => ({ ok: true, expected: 'a picture', actual: seen.picture().format }),
    ]);
  return runs;
}

async function find([check, run]: Run): Promise<Finding> {
  try {
    return { check, ...(await run()) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { check, ok: false, expected: 'an answer that can be read', actual: error.message };
  }
}

/** Looks at one answer. Rejects with SuiteError, or whatever else is the suite's own fault. */
export async function check(
  then: Then,
  seen: Observation,
  about: About,
  level: Level = 'exact',
): Promise<Finding[]> {
  const asked = Object.keys(then)
    .filter(isKey)
    .filter((key) => levels.indexOf(levelOf[key] ?? 'core') <= levels.indexOf(level));
  const runs = [
    ...implied(then, seen, about),
    ...asked.flatMap((key) => written(key, then[key], seen, about)),
  ];
  const findings: Finding[] = [];
  for (const run of runs) findings.push(await find(run));
  return findings;
}
