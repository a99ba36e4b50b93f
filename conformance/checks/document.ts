import type { Tree } from '../format/then.ts';
import { find } from '../xml.ts';
import { type Checks, matches, same, type Seen, together } from './check.ts';

type Part = readonly [path: string, seen: Seen];
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A scalar as text, anything else as JSON. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** Every leaf that is expected, and every key or item that is not. */
function compare(expected: Tree, actual: unknown, path: string): Part[] {
  if (typeof expected === 'string') {
    return [[path, matches(expected, actual === undefined ? undefined : shown(actual))]];
  }
  const kind = isList(expected) ? 'a list' : 'an object';
  if (isList(expected) ? !isList(actual) : !isMap(actual))
    return [[path, { ok: false, expected: kind, actual: shown(actual ?? null) }]];
  const [want, have] = [new Map(Object.entries(expected)), new Map(Object.entries(actual ?? {}))];
  const extra = [...have.keys()].filter((key) => !want.has(key));
  return [
    ...[...want].flatMap(([key, value]) => compare(value, have.get(key), `${path}.${key}`)),
    ...extra.map((key): Part => [`${path}.${key}`, matches('absent', shown(have.get(key)))]),
  ];
}

/** Checks of JSON and XML answers. */
export const documentChecks = {
  json: (expected, { json }) => together(compare(expected, json(), '$')),
  xml: (expected, { xml }) =>
    together(
      Object.entries(expected).map(([path, value]) => [
        path,
        matches(value, find(xml(), path)[0]?.text),
      ]),
    ),
  keys: (expected, { xml }) =>
    same(
      expected.join(', '),
      find(xml(), 'Contents.Key')
        .map(({ text }) => text)
        .join(', '),
    ),
} satisfies Partial<Checks>;
