import { expect, test } from 'vitest';
import type { Plan, SourceInfo, Step } from '../operation.ts';
import { holds } from './memory.ts';

const source: SourceInfo = {
  format: 'png',
  width: 100,
  height: 50,
  bytes: 1,
  frames: 1,
  orientation: 1,
  alpha: false,
};
const encode = { format: 'png', progressive: false, animated: false } as const;
const scale = (width: number, height: number): Step => ({ do: 'scale', size: { width, height } });
const plan = (steps: readonly Step[], change: Partial<Plan> = {}): Plan => ({
  source,
  steps,
  joined: 0,
  encode,
  ...change,
});

test('a plan without steps holds its source', () => {
  expect(holds(plan([]))).toBe(100 * 50 * 4);
});

test('a step holds what goes in and what comes out; the largest counts', () => {
  expect(holds(plan([scale(10, 10), scale(200, 100), scale(1, 1)]))).toBe((20_000 + 100) * 4);
});

test('an animation holds all its frames where it stays one', () => {
  const moving = { source: { ...source, frames: 7 } };
  expect(holds(plan([], { ...moving, encode: { ...encode, animated: true } }))).toBe(140_000);
  expect(holds(plan([], moving))).toBe(20_000);
});

test('marks count where they are painted', () => {
  const paint: Step = {
    do: 'paint',
    size: source,
    what: 'a mark',
    marks: [plan([])],
    paint: (on) => on,
  };
  expect(holds(plan([paint]))).toBe(3 * 100 * 50 * 4);
});
