import type { OldGrammar } from './corpus.ts';

interface Sentence {
  readonly text: string;
  readonly cite: string[];
}

const renamed = <T>(table: Readonly<Record<string, T>>, name: (key: string) => string) =>
  Object.entries(table).map(([key, value]) => [name(key), value] as const);

const rangesOf = ({ numbers }: OldGrammar['keys'][string]): string =>
  numbers.map(({ range }) => range.join(' to ')).join(' - ');

/** What the old grammar says, by the names that cases show: `w`, `info`, `.png`, `watermark.t`, `any-order`. */
export function sentencesOfOldGrammar(old: OldGrammar): Map<string, Sentence> {
  return new Map<string, Sentence>([
    ...Object.entries(old.keys).map(([name, key]): [string, Sentence] => [
      name,
      { text: `${key.text}, ${rangesOf(key)}`, cite: key.cite },
    ]),
    ...renamed(old.words, (word) => word),
    ...renamed(old.formats, (format) => `.${format}`),
    ...renamed(old.watermark, (key) => `watermark.${key}`).map(
      ([name, { reads }]) => [name, reads] as const,
    ),
    ['needs-side', old.needsSide],
    ['pairs', old.pairs],
    ...Object.entries(old.facts),
  ]);
}
