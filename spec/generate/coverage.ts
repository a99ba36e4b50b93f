import type { Corpus } from '../corpus.ts';

/** The table of every operation, and whether it is emulated. */
export function printCoverage({ editions }: Corpus): string {
  const rows = Object.values(editions.current.operations).map(
    ({ id, title, emulated }) =>
      `| ${emulated ? `[\`${id}\`](spec/reference/${id.replace('/', '-')}.md)` : `\`${id}\``} | ${emulated ? '✓' : '✗'} | ${title} |`,
  );
  return ['| operation | emulated | |', '| --- | --- | --- |', ...rows].join('\n');
}
