import type { Corpus } from '../corpus.ts';

/** One value of the corpus that the two editions do not share. */
interface Difference {
  /** Keys from the top of the corpus to the value. */
  readonly path: readonly string[];
  /** What the nearest entry above says of itself. */
  readonly text: string;
  readonly old: unknown;
  readonly now: unknown;
}

/** Keys that say where a value stands and nothing about it. */
const structure = new Set(['parameters', 'choices', 'limits', 'bare', 'is']);

/** The vocabulary of the YAML for those who do not read it. */
const words: Readonly<Record<string, string>> = {
  animated: 'an animation: keep it or make it a still',
  extra: 'a token after the value',
  of: 'held against',
  unbound: 'needs a cloud project',
  unemulated: 'known and not emulated',
};

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole operation, which the other edition does not know. */
const isOperation = (value: unknown): value is { readonly emulated: boolean } =>
  isTree(value) && typeof value['emulated'] === 'boolean';

function print(value: unknown): string {
  if (isOperation(value)) return value.emulated ? 'emulated' : 'known by name';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.length > 0)
    return value.map(print).join(value.every((part) => typeof part === 'number') ? ' … ' : ', ');
  if (isTree(value))
    return Object.entries(value)
      .map(([key, part]) => `${key} ${print(part)}`)
      .join(', ');
  return typeof value === 'number' ? value.toLocaleString('en') : '–';
}

function compare(
  path: readonly string[],
  text: string,
  old: unknown,
  now: unknown,
): readonly Difference[] {
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  if (!isTree(old) || !isTree(now)) return [{ path, text, old, now }];
  const said = typeof now['text'] === 'string' ? now['text'] : text;
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) =>
    compare([...path, key], said, old[key], now[key]),
  );
}

/** The operation or the part of the corpus, the name of the entry there, and which of its fields. */
function place([top = '', entry = '', ...below]: readonly string[]): readonly string[] {
  if (top === 'operations' && below.length === 0) return ['operations', `\`${entry}\``, ''];
  const [owner = '', refusal] = entry.split(':', 2);
  const rest = below.filter((key) => !structure.has(key));
  if (top === 'operations') return [`\`${entry}\``, ...rest.slice(0, -1), rest.at(-1) ?? ''];
  if (refusal !== undefined) return [`\`${owner}\``, refusal, ...rest];
  if (top === 'ec') return ['errors', 'carry `<EC>`', ''];
  return [
    top === 'chain' ? 'chains' : 'errors',
    entry,
    top === 'codes' ? 'status' : (rest[0] ?? ''),
  ];
}

interface Row {
  readonly where: string;
  readonly field: string;
  readonly old: string;
  readonly now: string;
  readonly names: string[];
  readonly texts: string[];
}

/**
 * The table of everything in which the two editions differ: what is not in it is the same in both. Those that differ
 * alike (w, h, l and s of resize) share a row.
 */
export function printDifferences({ editions }: Corpus): string {
  const rows = new Map<string, Row>();
  for (const found of compare([], '', editions['2019-09'], editions.current)) {
    const [top, , part] = found.path;
    // Names of the editions themselves, and refusals that stand among all refusals too.
    if (top === 'edition' || top === 'title' || part === 'refusals') continue;
    const [where = '', ...names] = place(found.path);
    const last = names.pop() ?? '';
    const field = words[last] ?? last;
    const [old, now] = [print(found.old), print(found.now)];
    const key = [where, field, old, now].join('|');
    const row = rows.get(key) ?? { where, field, old, now, names: [], texts: [] };
    row.names.push(...names);
    row.texts.push(found.text);
    rows.set(key, row);
  }
  const lines = [...rows.values()].map(({ where, field, old, now, names, texts }) => {
    const text = texts.length === 1 ? texts.join('') : '';
    const what = [names.join(' '), field, text].filter((part) => part !== '').join(', ');
    return `| ${where} | ${what} | ${old} | ${now} |`;
  });
  return ['| where | what | 2019-09 | current |', '| --- | --- | --- | --- |', ...lines].join('\n');
}
