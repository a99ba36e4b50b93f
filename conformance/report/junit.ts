import type { Result } from '../run.ts';
import type { Verdict } from '../verdict.ts';
import { explain, type Replay } from './explain.ts';
import { classes } from './tally.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** What XML 1.0 cannot hold becomes U+FFFD. */
const escape = (text: string) =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** The element of a verdict; nobody reads known differences as failures. */
const elements: Readonly<Record<Verdict['is'], string | undefined>> = {
  pass: undefined,
  fail: 'failure',
  error: 'error',
  skip: 'skipped',
  known: 'skipped',
};

function testcase(result: Result, replay: Replay): string {
  const { case: one, verdict, milliseconds } = result;
  const element = elements[verdict.is];
  const message = 'reason' in verdict ? verdict.reason : 'the answer is not what it must be';
  const inner =
    element === undefined
      ? ''
      : `<${element} message="${escape(message)}">${escape(explain(result, replay))}</${element}>`;
  const seconds = (milliseconds / 1000).toFixed(3);
  return `    <testcase classname="${one.edition}" name="${escape(one.id)}" time="${seconds}">${inner}</testcase>`;
}

/** One suite for each class of evidence, in the form that CI servers read. */
export function writeJunit(results: readonly Result[], replay: Replay): string {
  const suites = classes.map((evidence) => {
    const mine = results.filter(({ case: one }) => one.evidence === evidence);
    const count = (...words: Verdict['is'][]) =>
      mine.filter(({ verdict }) => words.includes(verdict.is)).length;
    const counts = `tests="${mine.length}" failures="${count('fail')}" errors="${count('error')}" skipped="${count('skip', 'known')}"`;
    return [
      `  <testsuite name="${evidence}" ${counts}>`,
      ...mine.map((result) => testcase(result, replay)),
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}
