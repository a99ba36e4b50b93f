import type { Corpus } from '../corpus.ts';

/** The table of everything of OSS that answers NotImplemented, by the names of the API reference. */
export function printUnbuilt({ calls }: Corpus): string {
  const rows = Object.values(calls).map(
    ({ title, calls: named }) =>
      `| ${title} | ${Object.keys(named)
        .map((name) => `\`${name}\``)
        .join(' ')} |`,
  );
  return ['| not emulated | answers NotImplemented by the name |', '| --- | --- |', ...rows].join(
    '\n',
  );
}
