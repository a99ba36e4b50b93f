import { type Corpus, corpus } from '../../spec/corpus.ts';
import type { Requirement } from '../requirement.ts';
import type { Result } from '../run.ts';

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** A citation as a person can follow it: title, section, date and address of a source, or an open question. */
function nameSource(cite: string, { sources, questions }: Corpus): string {
  const [id = '', section] = cite.split('#', 2);
  const source = sources[id];
  if (!source)
    return `${id}: ${questions[id]?.asks ?? 'unknown'} Chosen: ${questions[id]?.chosen ?? '?'}`;
  const where = section === undefined ? '' : ` §${section}`;
  return `${source.title}${where}, ${source.date}${source.url === undefined ? '' : `, ${source.url}`}`;
}

const sentence = ({ name, text, cite }: Requirement): string[] => [
  `  requires  ${text} (${name})`,
  ...cite.map((one) => `            ${nameSource(one, corpus)}`),
];

/** The command that runs one case again, but for the case. */
export type Replay = (id: string, edition: string) => string;

/** The usual replay: the flags of this run, which hold no secret, and one case. */
export const replayWith =
  (flags: string): Replay =>
  (id, edition) =>
    `${flags} --edition ${edition} --only ${quote(id)}`;

/** Everything about a result that did not pass: what is required and who says so, what was asked, expected and answered. */
export function explain({ case: one, verdict, exchanges }: Result, replay: Replay): string {
  const evidence = one.observed === undefined ? '' : ` by ${nameSource(one.observed, corpus)}`;
  const findings = 'findings' in verdict ? verdict.findings : [];
  return [
    `${verdict.is.toUpperCase()} ${one.id} (${one.edition})`,
    ...one.shows.flatMap(sentence),
    `  evidence  ${one.evidence}${evidence}`,
    ...('reason' in verdict ? [`  because   ${verdict.reason}`] : []),
    ...exchanges.map(({ command }) => `  request   ${command}`),
    ...findings.flatMap(({ check, expected, actual }) => [
      `  ${check}`,
      `    expected  ${expected}`,
      `    actual    ${actual}`,
    ]),
    `  again     ${replay(one.id, one.edition)}`,
  ].join('\n');
}
