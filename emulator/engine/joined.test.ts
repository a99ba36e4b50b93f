import { expect, test } from 'vitest';
import type { Line, SourceInfo, Step } from '../operation.ts';
import { joinedSteps } from './joined.ts';

const source: SourceInfo = {
  format: 'jpg',
  bytes: 1,
  width: 100,
  height: 50,
  frames: 1,
  orientation: 1,
  alpha: false,
};
const size = (width: number, height: number) => ({ width, height });
const turn: Step = { do: 'orient', exif: 6, size: size(50, 100) };
const cut = (width: number, height: number): Step => ({
  do: 'extract',
  from: { left: 0, top: 0 },
  size: size(width, height),
});
const scale = (width: number, height: number): Step => ({ do: 'scale', size: size(width, height) });
const paint: Step = { do: 'paint', what: 'x', size: size(100, 50), marks: [], paint: (on) => on };
const levels = (line?: Line): Step => ({
  do: 'levels',
  what: 'x',
  size: size(100, 50),
  table: new Uint8Array(256),
  line,
});
const line = { slope: 0, offset: 0 };

test.each<readonly [string, readonly Step[], number]>([
  ['nothing', [], 0],
  ['a turn', [turn], 1],
  ['a reduction', [scale(20, 10)], 1],
  ['a cut', [cut(20, 10)], 1],
  ['all in order', [turn, cut(40, 80), scale(20, 40), cut(10, 10)], 4],
  ['a cut after a reduction', [scale(50, 25), cut(10, 10)], 2],
  ['two cuts', [cut(60, 40), cut(10, 10)], 2],
  ['three cuts', [cut(60, 40), cut(20, 20), cut(10, 10)], 2],
  ['two reductions', [scale(50, 25), scale(10, 5)], 1],
  ['a reduction after two cuts', [cut(60, 40), cut(40, 40), scale(10, 10)], 2],
  ['a turn after a cut', [cut(60, 40), turn], 1],
  ['a turn after a reduction', [scale(50, 25), turn], 1],
  ['two turns', [turn, turn], 1],
  ['an enlargement', [scale(200, 100)], 0],
  ['an enlargement of one axis', [scale(50, 51)], 0],
  ['the same size', [scale(100, 50)], 1],
  ['larger than the cut before it', [cut(20, 10), scale(30, 10)], 1],
  ['larger than the turned source', [turn, scale(60, 40)], 1],
  ['as large as the turned source', [turn, scale(50, 100)], 2],
  ['levels that are a line', [scale(100, 50), levels(line)], 2],
  ['levels that are none', [scale(100, 50), levels()], 1],
  ['a cut after levels', [levels(line), cut(20, 10)], 1],
  ['paint', [paint, scale(20, 10)], 0],
  ['what comes before paint', [scale(20, 10), paint, cut(10, 10)], 1],
])('%s', (_, steps, joined) => {
  expect(joinedSteps(source, steps, false)).toBe(joined);
});

test('no step of an animation, but those of its first frame', () => {
  const moving: SourceInfo = { ...source, format: 'gif', frames: 3 };
  expect(joinedSteps(moving, [scale(20, 10)], true)).toBe(0);
  expect(joinedSteps(moving, [scale(20, 10)], false)).toBe(1);
  expect(joinedSteps(source, [scale(20, 10)], true)).toBe(1);
});

test('no levels of what may have more than 8 bits', () => {
  for (const format of ['png', 'tiff', 'avif', 'heic'] as const)
    expect(joinedSteps({ ...source, format }, [levels(line)], false)).toBe(0);
});
