import type { Corpus, Operation } from '../corpus.ts';
import { parametersOf } from '../check.ts';
import { editions } from '../model/edition.ts';
import type { Parameter } from '../model/parameter.ts';

const quote = (word: string) => `'${word}'`;
const union = (words: readonly string[]) => [...new Set(words)].join(' | ') || 'never';
const pascal = (id: string) =>
  id.replace(/(^|[/-])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
/** `limit-compares` → `limitCompares`. */
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function typesOf(p: Parameter): string[] {
  switch (p.type) {
    case 'integer':
      return ['number'];
    case 'flag':
      return ['boolean'];
    case 'colour':
      return ['string'];
    case 'object':
      return ['ObjectRef'];
    case 'enum':
      return p.values.map(quote);
    case 'base64':
      return p.values?.map(quote) ?? ['string'];
  }
}

/** One member of an operation's arguments; it may be undefined unless every edition requires or defaults it. */
function member(key: string, views: readonly Parameter[]): string {
  const sure = views.every((p) => p.required || ('default' in p && p.default !== undefined));
  return `readonly ${key}${sure ? '' : '?'}: ${union(views.flatMap(typesOf))}`;
}

function argumentsOf(id: string, views: readonly Operation[]): string {
  const all = views.map(parametersOf);
  const keys = [...new Set(all.flatMap((view) => Object.keys(view)))];
  const members = keys.map((key) =>
    member(
      key,
      all.flatMap((view) => view[key] ?? []),
    ),
  );
  return members.length === 0
    ? `export type ${pascal(id)} = Readonly<Record<never, never>>;`
    : `export interface ${pascal(id)} { ${members.join('; ')} }`;
}

/** The types that tie code to the corpus: arguments, choices, refusals, and the names of everything. */
export function writeTypes({ editions: specs }: Corpus): string {
  const ids = Object.keys(specs.current.operations);
  const view = (id: string) => editions.flatMap((e) => specs[e].operations[id] ?? []);
  const emulated = ids.filter((id) => view(id).some((op) => op.emulated));
  const ofKind = (kind: Operation['kind']) =>
    union(emulated.filter((id) => view(id)[0]?.kind === kind).map(quote));
  const table = (name: string, row: (id: string) => string) =>
    `export interface ${name} {\n${emulated.map((id) => `  ${quote(id)}: ${row(id)};`).join('\n')}\n}`;
  const names = (pick: (e: (typeof editions)[number]) => object) =>
    union(editions.flatMap((e) => Object.keys(pick(e)).map(quote)));
  return `${[
    '// Generated from spec/ by `npm run gen`. Do not edit.',
    ...emulated.map((id) => argumentsOf(id, view(id))),
    table('ArgsOf', pascal),
    table('RefusalsOf', (id) =>
      union(view(id).flatMap((op) => Object.keys(op.refusals).map(quote))),
    ),
    table('ChoicesOf', (id) => {
      const choices = view(id)[0]?.choices ?? {};
      const rows = Object.entries(choices).map(
        ([name, { values }]) => `readonly ${camel(name)}: ${union(values.map(quote))}`,
      );
      return rows.length === 0 ? 'Readonly<Record<never, never>>' : `{ ${rows.join('; ')} }`;
    }),
    '/** Every operation that the documents know. */',
    `export type OperationId = ${union(ids.map(quote))};`,
    '/** Those that are emulated. */',
    'export type EmulatedId = keyof ArgsOf;',
    `export type TransformId = ${ofKind('transform')};`,
    `export type EncodeId = ${ofKind('encode')};`,
    `export type AnswerId = ${ofKind('answer')};`,
    `export type SnapshotId = ${ofKind('snapshot')};`,
    `export type DeliverId = ${ofKind('deliver')};`,
    `export type RefusalName = ${names((e) => specs[e].refusals)};`,
    `export type ChainRule = ${names((e) => specs[e].chain)};`,
    '/** A key of the same bucket and the chain that it goes through first. */',
    'export interface ObjectRef { readonly key: string; readonly chain?: readonly Bound<TransformId | EncodeId | AnswerId | SnapshotId>[] }',
    '/** One action with its arguments and its column; generic, so that a table of operations can be indexed without a cast. */',
    'export type Bound<K extends EmulatedId = EmulatedId> = { readonly [P in K]: { readonly id: P; readonly args: ArgsOf[P]; readonly at: number } }[K];',
  ].join('\n')}\n`;
}
