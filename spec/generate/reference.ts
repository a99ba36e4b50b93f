import { parametersOf } from '../check.ts';
import type { Corpus, Operation, Spec } from '../corpus.ts';
import { editions } from '../model/edition.ts';
import type { Parameter } from '../model/parameter.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const table = (head: string[], rows: string[][]) =>
  rows.length === 0
    ? ''
    : `${[head, head.map(() => '---'), ...rows].map((r) => `| ${r.map(cell).join(' | ')} |`).join('\n')}\n\n`;

/** What may be written, in words. */
function valuesOf(p: Parameter): string {
  switch (p.type) {
    case 'integer':
      return `${p.range[0]} … ${p.range[1]}`;
    case 'flag':
      return '0, 1';
    case 'enum':
      return p.values.join(', ');
    case 'colour':
      return 'RRGGBB';
    case 'base64':
      return `base64${p.values ? ` of ${p.values.join(', ')}` : ''}${p.max === undefined ? '' : ` of at most ${p.max} ${p.unit ?? 'characters'}`}`;
    case 'object':
      return `base64 of the key of a picture (${p.formats.join(', ')}), which may carry a process of ${p.process.join(', ')}; at most ${p.most} in a chain, counted by ${p.counts}`;
  }
}
const defaultOf = (p: Parameter) =>
  p.required
    ? 'required'
    : 'default' in p && p.default !== undefined
      ? String(typeof p.default === 'boolean' ? Number(p.default) : p.default)
      : (p.absent ?? '');
const whereOf = {
  watermark: ' (in the process of a mark alone)',
  'old-grammar': ' (in the old grammar alone)',
};
const ecOf = (p: Parameter) =>
  typeof p.ec === 'string'
    ? p.ec
    : Object.entries(p.ec ?? {})
        .map(([failure, ec]) => `${ec} ${failure}`)
        .join(', ');

/** One line where the editions agree, else one for each. */
function sides(of: (e: (typeof editions)[number]) => string): string {
  const [old = '', now = ''] = editions.map(of);
  return old === now ? now : `${now || 'absent'} (2019-09: ${old || 'absent'})`;
}

/** Short: a page cites the same documents on every line, and sources.md has them in full. */
function citations(cite: readonly string[], { sources }: Corpus): string {
  return cite
    .map((c) => {
      const [name = '', section] = c.split('#', 2);
      if (!(name in sources)) return `[${name}](questions.md)`;
      return `[${name}](sources.md)${section === undefined ? '' : ` §${section}`}`;
    })
    .join(', ');
}

function page(id: string, corpus: Corpus): string {
  const view = (e: (typeof editions)[number]) => corpus.editions[e].operations[id];
  const op = view('current');
  if (!op) return '';
  const parameters = (e: (typeof editions)[number]) => {
    const seen = view(e);
    return Object.entries(seen ? parametersOf(seen) : {}).filter(([, p]) => (p.only ?? e) === e);
  };
  const keys = [...new Set(editions.flatMap((e) => parameters(e).map(([key]) => key)))];
  const of = (key: string, e: (typeof editions)[number]) =>
    parameters(e).find(([k]) => k === key)?.[1];
  const say = (key: string, tell: (p: Parameter) => string) =>
    sides((e) => {
      const p = of(key, e);
      return p ? tell(p) : '';
    });
  const cited = (rows: Record<string, { text: string; cite: string[] }>) =>
    Object.entries(rows).map(([name, { text, cite }]) => [name, text, citations(cite, corpus)]);
  return [
    `# ${op.title}\n\n\`${id}\` · ${op.kind}${op.animated === 'keep' ? ' · an animation stays one' : ''}\n\n`,
    '<!-- Generated from spec/ by npm run gen. Do not edit. -->\n\n',
    table(
      ['parameter', 'values', 'default', 'meaning', 'EC', 'source'],
      keys.map((key) => [
        key === 'value' ? '(bare)' : `\`${key}\``,
        say(key, valuesOf),
        say(key, defaultOf),
        say(key, (p) => `${p.text}${p.within ? whereOf[p.within] : ''}`),
        say(key, ecOf),
        citations(of(key, 'current')?.cite ?? of(key, '2019-09')?.cite ?? [], corpus),
      ]),
    ),
    op.anyOf
      ? `At least one of ${op.anyOf.keys.join(', ')} (EC ${op.anyOf.ec ?? 'unknown'}).\n\n`
      : '',
    op.pairs ? `Refused: ${op.pairs.text} (EC ${op.pairs.ec ?? 'unknown'}).\n\n` : '',
    ...op.forbid.map((f) => `Refused: ${f.text} (EC ${f.ec ?? 'unknown'}).\n\n`),
    table(['fact', 'what holds', 'source'], cited(op.facts)),
    table(
      ['choice', 'what is open', 'chosen', 'source'],
      Object.entries(op.choices).map(([name, choice]) => [
        name,
        `${choice.text}: ${choice.values.join(' or ')}`,
        sides((e) => view(e)?.choices[name]?.is ?? ''),
        citations(choice.cite, corpus),
      ]),
    ),
    table(['limit', 'what is refused', 'source'], cited(op.limits)),
    table(
      ['refusal', 'code', 'message', 'EC', 'source'],
      Object.entries(op.refusals).map(([name, refusal]) => [
        name,
        sides((e) => view(e)?.refusals[name]?.code ?? ''),
        refusal.message,
        refusal.ec ?? '',
        citations(refusal.cite, corpus),
      ]),
    ),
  ].join('');
}

const statusOf = (spec: Spec, code: string) => String(spec.codes[code] ?? '');

function errorPage(corpus: Corpus): string {
  const { current } = corpus.editions;
  const rows = Object.entries(current.refusals).map(([name, refusal]) => {
    const side = (tell: (spec: Spec) => string) => sides((e) => tell(corpus.editions[e]));
    return [
      name,
      side((s) => statusOf(s, s.refusals[name]?.code ?? '')),
      side((s) => s.refusals[name]?.code ?? ''),
      side((s) => s.refusals[name]?.message ?? ''),
      refusal.ec ?? '',
      citations(refusal.cite, corpus),
    ];
  });
  return `# Errors\n\n<!-- Generated from spec/ by npm run gen. Do not edit. -->\n\n${table(['refusal', 'status', 'code', 'message', 'EC', 'source'], rows)}`;
}

function sourcePage({ sources }: Corpus): string {
  const rows = Object.entries(sources).map(([id, s]) => [
    id,
    s.kind,
    s.date,
    s.url === undefined ? s.title : `[${s.title}](${s.url})`,
  ]);
  return `# Sources\n\n<!-- Generated from spec/ by npm run gen. Do not edit. -->\n\nWho says so. What an observation says was seen of the live service.\n\n${table(['', 'kind', 'date', 'title'], rows)}`;
}

function questionPage({ questions }: Corpus): string {
  const rows = Object.entries(questions).map(([id, q]) => [id, q.asks, q.chosen, q.why]);
  return `# Open questions\n\n<!-- Generated from spec/ by npm run gen. Do not edit. -->\n\nWhat the documents leave open, what the double does, and why.\n\n${table(['', 'question', 'chosen', 'why'], rows)}`;
}

const emulatedIds = (operations: Readonly<Record<string, Operation>>) =>
  Object.values(operations)
    .filter((op) => op.emulated)
    .map((op) => op.id);

/** The generated manual: a page an operation, the errors, the open questions. Path → text. */
export function writeReference(corpus: Corpus): [string, string][] {
  const tidy = (text: string) => `${text.trimEnd()}\n`;
  return [
    ...emulatedIds(corpus.editions.current.operations).map((id): [string, string] => [
      `spec/reference/${id.replace('/', '-')}.md`,
      tidy(page(id, corpus)),
    ]),
    ['spec/reference/errors.md', tidy(errorPage(corpus))],
    ['spec/reference/sources.md', tidy(sourcePage(corpus))],
    ['spec/reference/questions.md', tidy(questionPage(corpus))],
  ];
}
