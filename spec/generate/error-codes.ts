import type { ErrorCodes } from '../corpus.ts';

type Row = ErrorCodes[string];

const shownBy = ({ cases, unshown }: Row): string =>
  cases ? cases.map((name) => `\`${name}\``).join(', ') : `no case: ${unshown ?? ''}`;

/** The page of every EC of image processing and video snapshots. */
export function writeErrorCodes(table: ErrorCodes): string {
  const rows = Object.entries(table).map(([ec, row]) =>
    `| ${ec} | ${row.says} | ${shownBy(row)} |`.replaceAll('\n', ' '),
  );
  return [
    '# Error codes',
    '<!-- Generated from spec/ by npm run gen. Do not edit. -->',
    'What triggers each EC in the edition `current`, and the cases that expect it.',
    ['| EC | trigger | cases |', '| --- | --- | --- |', ...rows, ''].join('\n'),
  ].join('\n\n');
}
