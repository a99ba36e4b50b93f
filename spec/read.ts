import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Edition, editions } from './model/edition.ts';

/** A file of the corpus that does not say what it should; the message is `file:line:col path: problem`. */
export class CorpusError extends Error {}

const isEdition = (key: string): boolean => (editions as readonly string[]).includes(key);
const isSwitch = (node: unknown): node is Record<string, unknown> =>
  typeof node === 'object' &&
  node !== null &&
  !Array.isArray(node) &&
  Object.keys(node).length > 0 &&
  Object.keys(node).every(isEdition);

/**
 * The tree as one edition sees it. A map whose keys are all editions is a switch; a silent edition takes the other's
 * value.
 */
export function resolve(node: unknown, edition: Edition): unknown {
  if (Array.isArray(node)) return node.map((item) => resolve(item, edition));
  if (isSwitch(node))
    return resolve(edition in node ? node[edition] : Object.values(node)[0], edition);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, resolve(value, edition)]),
  );
}

/** The deepest node on a path of the resolved tree; switches on the way are entered as the edition does, if any. */
function locate(
  document: Document,
  path: readonly PropertyKey[],
  edition: Edition | undefined,
  lines: LineCounter,
): string {
  const enter = (node: unknown): unknown =>
    edition !== undefined && isMap(node) && isSwitch(node.toJSON())
      ? enter(node.get(edition, true) ?? node.items[0]?.value)
      : node;
  let last: unknown = document.contents;
  for (const key of path) {
    const node = enter(last);
    const next =
      isMap(node) || isSeq(node)
        ? node.get(typeof key === 'number' ? key : String(key), true)
        : undefined;
    if (!isNode(next)) break;
    last = next;
  }
  const at = lines.linePos((isNode(last) ? last.range?.[0] : undefined) ?? 0);
  return `${at.line}:${at.col}`;
}

/** A parsed file that remembers its places. */
export interface Opened {
  readonly file: string;
  readonly tree: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Parses one file. `failsafe` makes every scalar the text that was written: 0, 007 and no stay what they are. Throws
 * CorpusError on broken YAML.
 */
export function open(file: string, schema: 'core' | 'failsafe' = 'core'): Opened {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, schema });
  const bad = document.errors[0] ?? document.warnings[0];
  if (bad) {
    const at = bad.linePos?.[0];
    throw new CorpusError(
      `${file}:${at?.line ?? 0}:${at?.col ?? 0} : ${bad.message.split('\n')[0] ?? ''}`,
    );
  }
  return { file, tree: document.toJS(), document, lines };
}

/** What is wrong at a path of the tree as an edition sees it. */
export function problemAt(
  { file, document, lines }: Opened,
  path: readonly PropertyKey[],
  edition: Edition | undefined,
  problem: string,
): CorpusError {
  const at = locate(document, path, edition, lines);
  const seen = edition === undefined ? '' : ` (${edition})`;
  return new CorpusError(`${file}:${at} ${path.join('.')}: ${problem}${seen}`);
}

/** A tree of an opened file as its schema has it; `at` is where the tree stands in the file. Without an edition, nothing in it is a switch. */
export function decode<S extends z.ZodType>(
  schema: S,
  edition: Edition | undefined,
  opened: Opened,
  tree: unknown,
  at: readonly PropertyKey[] = [],
): z.output<S> {
  const result = schema.safeParse(tree);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const wrongKey = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...at, ...(issue?.path ?? []), ...wrongKey];
  throw problemAt(opened, path, edition, issue?.message ?? '');
}

/** One file of facts that editions may see differently, decoded once per edition. */
export function read<S extends z.ZodType>(file: string, schema: S): Record<Edition, z.output<S>> {
  const opened = open(file);
  const of = (edition: Edition) => decode(schema, edition, opened, resolve(opened.tree, edition));
  return { '2019-09': of('2019-09'), current: of('current') };
}

/** One file that is the same for every edition (sources, questions, the manual). */
export function readPlain<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const opened = open(file);
  return decode(schema, 'current', opened, opened.tree);
}
