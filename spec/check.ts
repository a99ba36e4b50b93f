import type { Operation, Spec } from './corpus.ts';
import type { Loaded } from './load.ts';
import type { Parameter } from './model/parameter.ts';

/** Every `cite` in a tree, with the path that leads to it. */
function* citations(node: unknown, path: string): Generator<{ path: string; cite: string }> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'cite' && Array.isArray(value))
      for (const cite of value) yield { path, cite: String(cite) };
    else yield* citations(value, `${path}/${key}`);
  }
}

/** Why a default cannot be a value of its parameter; undefined where it can. Ranges do not bind defaults (shadow is 0 by default and (0,100] by hand). */
function badDefault(p: Parameter): string | undefined {
  if (p.type === 'enum' && p.default !== undefined && !p.values.includes(p.default))
    return `default ${p.default} is none of its values`;
  if (p.type === 'base64' && p.default !== undefined && p.values && !p.values.includes(p.default))
    return `default ${p.default} is none of its values`;
  return undefined;
}

export const parametersOf = (op: Operation): Record<string, Parameter> => ({
  ...op.parameters,
  ...(op.bare ? { value: op.bare } : {}),
});

/** Names that cases show: unique within an operation. */
const namesOf = (op: Operation): string[] => [
  ...Object.keys(parametersOf(op)),
  ...(op.anyOf ? ['anyOf'] : []),
  ...(op.pairs ? ['pairs'] : []),
  ...(op.forbid.length > 0 ? ['forbid'] : []),
  ...Object.keys(op.refusals),
  ...Object.keys(op.limits),
  ...Object.keys(op.choices),
  ...Object.keys(op.facts),
];

type ObjectParameter = Extract<Parameter, { type: 'object' }>;

/** What names an object names operations of its process, and refusals, that are there. */
function* checkObject(
  { process, forbidden, refuse }: ObjectParameter,
  op: Operation,
  spec: Spec,
  at: string,
): Generator<string> {
  for (const other of [...process, ...Object.keys(forbidden)])
    if (!(other in spec.operations)) yield `${at}: no operation ${other}`;
  for (const name of Object.values(refuse))
    if (!(name in op.refusals)) yield `${at}: no refusal ${name}`;
}

function* checkOperation(op: Operation, spec: Spec): Generator<string> {
  const at = `${op.id} (${spec.edition})`;
  const keys = Object.keys(parametersOf(op));
  for (const [key, p] of Object.entries(parametersOf(op))) {
    const bad = badDefault(p);
    if (bad !== undefined) yield `${at} ${key}: ${bad}`;
    if (p.type === 'object') yield* checkObject(p, op, spec, `${at} ${key}`);
  }
  for (const key of op.anyOf?.keys ?? [])
    if (!keys.includes(key)) yield `${at} anyOf: no parameter ${key}`;
  for (const { when } of op.forbid)
    for (const key of Object.keys(when))
      if (!keys.includes(key)) yield `${at} forbid: no parameter ${key}`;
  for (const other of op.precedes)
    if (!(other in spec.operations)) yield `${at} precedes: no operation ${other}`;
  for (const [name, { refuse, when = {} }] of Object.entries(op.limits)) {
    if (!(refuse in op.refusals) && !(refuse in spec.refusals))
      yield `${at} limits/${name}: no refusal ${refuse}`;
    for (const key of Object.keys(when))
      if (!keys.includes(key)) yield `${at} limits/${name}: no parameter ${key}`;
  }
  const names = namesOf(op);
  for (const name of new Set(names.filter((n, i) => names.indexOf(n) !== i)))
    yield `${at}: the name ${name} stands twice`;
}

/** Every action that the old grammar means, and each of its tokens, is known. */
function* checkOldGrammar({ edition, oldGrammar, operations }: Spec): Generator<string> {
  const { keys, words, formats } = oldGrammar;
  const meanings = [...Object.values(keys), ...Object.values(words), ...Object.values(formats)]
    .flatMap(({ means = '' }) => (typeof means === 'string' ? [means] : Object.values(means)))
    .filter((means) => means !== '');
  for (const means of meanings) {
    const [name = '', ...tokens] = means.split(',');
    const operation = operations[`image/${name}`];
    if (!operation) yield `old grammar (${edition}): no operation image/${name}`;
    for (const token of tokens) {
      const [key = ''] = token.split('_', 1);
      const isKnown = key === token || (operation && key in operation.parameters);
      if (!isKnown) yield `old grammar (${edition}): image/${name} has no ${key}`;
    }
  }
  const mark = operations['image/watermark'];
  for (const [key, { token }] of Object.entries(oldGrammar.watermark))
    if (mark && !(token in mark.parameters))
      yield `old grammar (${edition}) watermark ${key}: image/watermark has no ${token}`;
}

function* checkSpec(spec: Spec): Generator<string> {
  yield* checkOldGrammar(spec);
  for (const op of Object.values(spec.operations)) yield* checkOperation(op, spec);
  for (const [name, { code }] of Object.entries(spec.refusals))
    if (!(code in spec.codes))
      yield `refusal ${name} (${spec.edition}): no status for code ${code}`;
  for (const [failure, by] of Object.entries(spec.binding))
    for (const name of typeof by === 'string' ? [by] : Object.values(by))
      if (!(name in spec.refusals))
        yield `binding ${failure} (${spec.edition}): no refusal ${name}`;
  for (const [name, { refuse }] of Object.entries(spec.limits))
    if (!(refuse in spec.refusals)) yield `limit ${name} (${spec.edition}): no refusal ${refuse}`;
}

function* checkFonts({ fonts: { fonts, faces } }: Loaded): Generator<string> {
  for (const [font, { drawn }] of Object.entries(fonts))
    if (!(drawn in faces)) yield `font ${font}: no face ${drawn}`;
}

function* checkCitations(corpus: Loaded): Generator<string> {
  const all = [
    ...citations(corpus.editions, ''),
    ...citations(corpus.fonts, '/fonts'),
    ...citations(corpus.calls, '/calls'),
  ];
  for (const { path, cite } of all) {
    const [name = '', section] = cite.split('#', 2);
    if (/^Q\d{3}$/.test(name)) {
      if (!(name in corpus.questions)) yield `${path}: there is no question ${name}`;
      continue;
    }
    const source = corpus.sources[name];
    if (!source) yield `${path}: there is no source ${name}`;
    else if (section !== undefined && source.sections?.includes(section) !== true)
      yield `${path}: ${name} has no section ${section}`;
  }
  const cited = new Set(all.map(({ cite }) => cite.split('#', 1)[0]));
  for (const { question } of Object.values(corpus.manual)) if (question) cited.add(question);
  for (const name of Object.keys(corpus.questions))
    if (!cited.has(name)) yield `question ${name} is cited by nothing`;
  for (const [name, { question }] of Object.entries(corpus.manual))
    if (question !== undefined && !(question in corpus.questions))
      yield `manual ${name}: there is no question ${question}`;
}

/** What is inconsistent in a corpus, a sentence each; empty when nothing is. */
export function problems(corpus: Loaded): string[] {
  return [
    ...Object.values(corpus.editions).flatMap((s) => [...checkSpec(s)]),
    ...checkFonts(corpus),
    ...checkCitations(corpus),
  ];
}
