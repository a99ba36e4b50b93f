import type { Corpus, OldGrammar } from '../corpus.ts';
import { editions } from '../model/edition.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const code = (text: string) => (text === '' ? '' : `\`${text}\``);

function rangeOf({ range, letters = [] }: OldGrammar['keys'][string]['numbers'][number]): string {
  const numbers = `${range[0]} … ${range[1]}`;
  return letters.length === 0 ? numbers : `${numbers} and ${letters.join(' or ')}`;
}

const meaningOf = (means: string | Readonly<Record<string, string>> = ''): string =>
  typeof means === 'string'
    ? code(means)
    : Object.entries(means)
        .map(([value, action]) => `${value}: ${code(action) || 'nothing'}`)
        .join(', ');

/** What the old grammar is translated into. */
export function writeOldGrammar(corpus: Corpus): string {
  const { '2019-09': old, current } = corpus.editions;
  const now = current.oldGrammar;
  const valuesOf = (key: string) => {
    const [before = '', today = ''] = [old, current].map(({ oldGrammar }) =>
      (oldGrammar.keys[key]?.numbers ?? []).map(rangeOf).join(' - '),
    );
    return before === today ? today : `${today} (${editions[0]}: ${before})`;
  };
  const keys = Object.entries(now.keys).map(([key, { means, token, text }]) => [
    code(key),
    valuesOf(key),
    text,
    meaningOf(means ?? token),
  ]);
  const words = Object.entries(now.words).map(([word, { means, text }]) => [
    code(`@${word}`),
    text,
    code(means),
  ]);
  const formats = Object.entries(now.formats).map(([format, { means, text }]) => [
    code(`.${format}`),
    text,
    code(means),
  ]);
  const marks = Object.entries(now.watermark).map(([key, { token, values, reads }]) => [
    code(key),
    reads.type === 'integer' ? `${reads.range[0]} … ${reads.range[1]}` : reads.type,
    reads.text,
    [code(token), meaningOf(values)].filter((text) => text !== '').join(' of '),
  ]);
  const facts = Object.entries(now.facts).map(([name, { text }]) => [name, text]);
  return `${[
    '# The old grammar',
    '<!-- Generated from spec/ by npm run gen. Do not edit. -->',
    'What stands behind an `@` on hosts of the old image service, and on hosts of OSS where `OssDomainSupportAtProcess` is on: `object@100w_100h_1e_1c.png`. It is translated into actions of `x-oss-process`.',
    'Keys, in the order in which they act; `{0}` is the first number, and `w h e l c bgc p x P` make one `resize` together:',
    table(['key', 'values', 'meaning', 'action'], keys),
    'Words that stand alone:',
    table(['', 'meaning', 'action'], words),
    'Formats, behind the last pipe:',
    table(['', 'meaning', 'action'], formats),
    'Watermarks, `watermark=1&object=…&t=90`, each a pipe of its own:',
    table(['key', 'values', 'meaning', 'token'], marks),
    table(['fact', 'what holds'], facts),
  ].join('\n\n')}\n`;
}
