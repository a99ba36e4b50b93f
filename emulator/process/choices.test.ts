import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot, specOf } from '../../spec/corpus.ts';
import type { EmulatedId } from '../../spec/types.gen.ts';
import { choicesOf } from './choices.ts';

const { operations } = specOf('current');

/** The code of an operation, with what it imports from beside it and from the folder above. */
function codeOf(id: string): string {
  const isDelivered = operations[id]?.kind === 'deliver';
  const path = isDelivered ? 'objects/save-as.ts' : `operations/${id}.ts`;
  const file = join(packageRoot, 'emulator', path);
  const code = readFileSync(file, 'utf8');
  const imports = [...code.matchAll(/from '(\.\.?\/[\w-]+\.ts)'/g)].map(([, path = '']) => path);
  return [code, ...imports.map((path) => readFileSync(join(dirname(file), path), 'utf8'))].join(
    '\n',
  );
}

/** `choices.side`, or `side` taken out of choices by a pattern. */
const asks = (code: string, name: string): boolean =>
  new RegExp(
    `choices\\.${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\}(: (Choices|Where<[^>]*>\\['choices'\\])| = [\\w.]*choices\\b)`,
  ).test(code);

const isEmulated = (id: string): id is EmulatedId => operations[id]?.emulated === true;
const chosen = Object.keys(operations)
  .filter(isEmulated)
  .filter((id) => Object.keys(operations[id]?.choices ?? {}).length > 0);

test('choices are asked for by their names in camel case, as the edition decides them', () => {
  const of = (edition: 'current' | '2019-09') => choicesOf('image/resize', specOf(edition));
  expect(of('current').limitAnswers).toBe('recompressed');
  expect(of('2019-09').limitAnswers).toBe('source');
});

test.each(chosen)('the code of %s asks for every choice of its YAML', (id) => {
  const names = Object.keys(choicesOf(id, specOf('current')));
  const code = codeOf(id);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !asks(code, name))).toEqual([]);
});

test('a choice that nobody asks for would be noticed', () => {
  expect(asks(codeOf('image/crop'), 'atTheEdge')).toBe(true);
  expect(asks(codeOf('image/crop'), 'atTheCorner')).toBe(false);
  expect(asks('const { side } = where.choices;', 'side')).toBe(true);
  expect(asks('const { side } = where.sizes; // choices', 'side')).toBe(false);
});
