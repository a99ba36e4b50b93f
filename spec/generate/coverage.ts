import type { Corpus, Operation } from '../corpus.ts';

const nameOf = ({ id, emulated }: Operation) =>
  emulated ? `[\`${id}\`](spec/reference/${id.replace('/', '-')}.md)` : `\`${id}\``;

/** The table of every operation, and whether it is emulated; what needs a cloud project shares a row. */
export function printCoverage({ editions }: Corpus): string {
  const all = Object.values(editions.current.operations);
  const rows = all
    .filter(({ needs }) => needs === undefined)
    .map((one) => `| ${nameOf(one)} | ${one.emulated ? '✓' : '✗'} | ${one.title} |`);
  const unbound = all.filter(({ needs }) => needs === 'project').map(nameOf);
  const last = `| ${unbound.join(' ')} | ✗ | Need a cloud project, which no bucket of the double has |`;
  return ['| operation | emulated | |', '| --- | --- | --- |', ...rows, last].join('\n');
}
