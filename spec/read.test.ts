import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from './model/operation.ts';
import { read, readPlain, resolve } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (text: string) => {
  const file = join(folder, 'x.yaml');
  writeFileSync(file, text);
  return file;
};

test('a map whose keys are all editions is a switch, at any depth', () => {
  const tree = { a: { '2019-09': 1, current: 2 }, b: [{ current: { c: { '2019-09': 3 } } }] };
  expect(resolve(tree, '2019-09')).toEqual({ a: 1, b: [{ c: 3 }] });
  expect(resolve(tree, 'current')).toEqual({ a: 2, b: [{ c: 3 }] });
});

test('a map with one other key is no switch', () => {
  const tree = { '2019-09': 1, other: 2 };
  expect(resolve(tree, 'current')).toEqual(tree);
});

test('both editions are decoded', () => {
  const file = written('side: { 2019-09: 4096, current: 16384 }\n');
  const schema = z.strictObject({ side: z.int() });
  expect(read(file, schema)).toEqual({ '2019-09': { side: 4096 }, current: { side: 16384 } });
});

test.each([
  [
    'kind: transform\ntitle: T\nparameters:\n  w: { type: integer, range: [2, 1], text: w, cite: [m] }\n',
    '4:30',
    'parameters.w.range',
  ],
  ['kind: transform\ntitle: T\nkinds: x\n', '3:8', 'kinds'],
  [
    'kind: transform\ntitle: T\nparameters:\n  w: { 2019-09: { type: flag, text: w, cite: [m] }, current: { type: flat } }\n',
    '4:70',
    'parameters.w.type',
  ],
  ['kind: [transform\n', '2:1', ''],
])('%j is told by file, line, column and path', (text, place, path) => {
  const file = written(text);
  expect(() => read(file, operation)).toThrow(`${file}:${place} ${path}:`);
});

test('a plain file is no switch, even when its keys are editions', () => {
  const file = written('2019-09: 1\ncurrent: 2\n');
  const schema = z.record(z.string(), z.int());
  expect(readPlain(file, schema)).toEqual({ '2019-09': 1, current: 2 });
});
