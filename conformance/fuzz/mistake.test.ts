import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Operation, specOf } from '../../spec/corpus.ts';
import { legalAction } from './action.ts';
import { mistaken } from './mistake.ts';

const current = specOf('current');
const emulated = Object.values(current.operations).filter(
  ({ kind, emulated }) => emulated && kind !== 'deliver',
);
const settings = { numRuns: 2000, seed: 1 };

/** Every EC that the tables of an operation name, but for failures that no text can show here. */
function ecsOf({ parameters, bare, anyOf, pairs, forbid, extra }: Operation): string[] {
  const own = [...Object.values(parameters), ...(bare ? [bare] : [])].flatMap(({ ec }) =>
    typeof ec === 'string' ? [ec] : Object.values(ec ?? {}),
  );
  const rules = [
    anyOf?.ec,
    pairs?.ec,
    ...forbid.map(({ ec }) => ec),
    typeof extra === 'string' ? '' : extra.ec,
  ];
  return [...own, ...rules.filter((ec) => ec !== undefined && ec !== '')].map(String);
}

test.each(emulated)('mistakes in $id reach every EC of its tables', (operation) => {
  const drawn = fc.sample(mistaken(operation, current), settings);
  const ecs = new Set(drawn.map(({ ec }) => ec));
  expect([...ecs]).toEqual(expect.arrayContaining(ecsOf(operation)));
  expect([...ecs]).toContain(current.refusals['unknown-action']?.ec);
  for (const { refusal } of drawn) expect(current.refusals).toHaveProperty([refusal]);
});

test('mistakes of the edition without ECs have none', () => {
  const spec = specOf('2019-09');
  const operation = spec.operations['image/resize']!;
  const ecs = fc.sample(mistaken(operation, spec), settings).map(({ ec = 'none' }) => ec);
  expect(new Set(ecs)).toEqual(new Set(['none']));
});

test('legal actions use every parameter and keep to their ranges', () => {
  const drawn = fc.sample(legalAction(current.operations['image/resize']!, current), settings);
  const tokens = drawn.flatMap((action) => action.split(',').slice(1));
  const keys = new Set(tokens.map((token) => token.split('_')[0]));
  expect(keys).toEqual(new Set(['m', 'w', 'h', 'l', 's', 'p', 'limit', 'color', 'zz', 'r', '']));
  const widths = tokens.filter((token) => /^w_/.test(token)).map((token) => Number(token.slice(2)));
  expect([Math.min(...widths), Math.max(...widths)]).toEqual([1, 16384]);
  for (const action of drawn) expect(action).toMatch(/,[whlsp]_\d/);
});

test('what an edition does not know is no legal value of it', () => {
  const { operations } = specOf('2019-09');
  const drawn = fc.sample(legalAction(operations['image/resize']!, specOf('2019-09')), settings);
  const widths = drawn.flatMap((action) =>
    [...action.matchAll(/,w_(\d+)/g)].map(([, w]) => Number(w)),
  );
  expect(Math.max(...widths)).toBe(4096);
});
