import { describe, expect, it } from 'vitest';
import type { Case } from '../case.ts';
import type { Result } from '../run.ts';
import { find, parseXml } from '../xml.ts';
import type { Verdict } from '../verdict.ts';
import { replayWith } from './explain.ts';
import { writeJson } from './json.ts';
import { writeJunit } from './junit.ts';
import { writePretty } from './pretty.ts';
import { createProgress } from './progress.ts';
import { exitCode, tally } from './tally.ts';

const findings = [{ check: 'size', ok: false, expected: '150x75', actual: '1<2 \u0001' }];
const verdicts: Readonly<Record<Verdict['is'], Verdict>> = {
  pass: { is: 'pass' },
  fail: { is: 'fail', findings },
  skip: { is: 'skip', reason: 'no file' },
  known: { is: 'known', reason: 'a reason', findings },
  error: { is: 'error', reason: 'our fault' },
};
function result(is: Verdict['is'], evidence: Case['evidence'] = 'documented'): Result {
  const request = {
    verb: 'GET',
    bucket: 'b',
    key: 'k',
    query: '',
    headers: {},
    as: 'anonymous',
  } as const;
  return {
    case: {
      id: `resize/${is}['1']`,
      edition: '2019-09',
      shows: [
        { name: 'image/resize#lfit', text: 'lfit fits & stays', cite: ['manual#1.3', 'Q001'] },
      ],
      evidence,
      ...(evidence === 'observed' && { observed: 'sdk-suites' }),
      settings: ['plain'],
      given: {},
      exchanges: [],
    },
    verdict: verdicts[is],
    exchanges: [{ request, command: 'curl http://x/b/k', findings }],
    milliseconds: 12,
  };
}
const replay = replayWith('oss-conformance run');
const all = [
  result('pass'),
  result('fail', 'observed'),
  result('skip', 'inferred'),
  result('known'),
  result('error'),
  result('pass', 'observed'),
];

describe('the report for people', () => {
  const text = writePretty(all, replay);

  it('says of a failure what is required, who says so, what was asked and answered, and how to ask again', () => {
    const [failure] = text.split('\n\n');
    expect(failure).toBe(text.slice(0, failure?.length));
    for (const part of [
      "FAIL resize/fail['1'] (2019-09)",
      'requires  lfit fits & stays (image/resize#lfit)',
      'Data Processing (issue 20190902) §1.3, 2019-09-02',
      'Q001: Does p above 100 enlarge',
      'evidence  observed by Test suites of the official SDKs',
      'request   curl http://x/b/k',
      'expected  150x75',
      'actual    1<2',
      `again     oss-conformance run --edition 2019-09 --only 'resize/fail['\\''1'\\'']'`,
    ])
      expect(failure).toContain(part);
  });

  it('says why something differs or could not be judged', () => {
    expect(text).toMatch(/KNOWN [^]*because {3}a reason/);
    expect(text).toMatch(/ERROR [^]*because {3}our fault/);
    expect(text).toContain('skipped 1: no file');
    expect(text).not.toContain('PASS');
  });

  it('counts each class of evidence by itself', () => {
    expect(text.split('\n').slice(-3)).toEqual([
      'observed    1 pass, 1 fail',
      'documented  1 pass, 1 known, 1 error',
      'inferred    0 pass, 1 skip',
    ]);
    expect(tally(all).get('observed')).toEqual({ pass: 1, fail: 1, skip: 0, known: 0, error: 0 });
  });
});

it('JUnit is well-formed, with a suite for each class', () => {
  const text = writeJunit(all, replay);
  const root = parseXml(text);
  const suites = find(root, 'testsuite');
  expect(suites.map((suite) => find(suite, 'testcase').length)).toEqual([2, 3, 1]);
  expect(text).toContain(
    '<testsuite name="observed" tests="2" failures="1" errors="0" skipped="0">',
  );
  expect(text).toContain(
    '<testsuite name="documented" tests="3" failures="0" errors="1" skipped="1">',
  );
  expect(find(root, 'testsuite.testcase.failure')[0]?.text).toContain('1<2 \uFFFD');
  expect(find(root, 'testsuite.testcase.error')).toHaveLength(1);
});

it('JSON holds totals and every case', () => {
  const report: unknown = JSON.parse(writeJson(all));
  expect(report).toMatchObject({
    totals: { observed: { pass: 1, fail: 1 } },
    cases: [
      { id: "resize/pass['1']", verdict: 'pass', milliseconds: 12 },
      { verdict: 'fail', evidence: 'observed' },
      { reason: 'no file' },
      {},
      {},
      {},
    ],
  });
});

it('exits with 2 for our own errors before 1 for failures, and never with 0 for nothing', () => {
  expect(exitCode([result('pass'), result('skip'), result('known')])).toBe(0);
  expect(exitCode([result('pass'), result('fail')])).toBe(1);
  expect(exitCode([result('fail'), result('error')])).toBe(2);
  expect(exitCode([])).toBe(2);
  expect(exitCode([result('skip')])).toBe(2);
});

describe('the progress line', () => {
  const written: string[] = [];
  const out = (isTTY: boolean) => ({
    isTTY,
    columns: 40,
    write: (text: string) => written.push(text) > 0,
  });
  it('shows how far a run is, on a terminal only', () => {
    const silent = createProgress(out(false));
    silent.show(result('pass'), 1, 2);
    silent.end();
    expect(written).toEqual([]);
    const shown = createProgress(out(true));
    shown.show(result('fail'), 2, 2);
    shown.end();
    expect(written[0]).toMatch(/2\/2, 1 wrong, resize\/fail/);
    expect(written).toHaveLength(2);
  });
});
