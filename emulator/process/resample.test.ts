import { expect, test } from 'vitest';
import type { Plan, SourceInfo } from '../operation.ts';
import { averaging } from './resample.ts';

const source: SourceInfo = {
  format: 'jpg',
  width: 100,
  height: 50,
  bytes: 1,
  frames: 1,
  orientation: 1,
  alpha: false,
};
const plan = (...steps: Plan['steps']): Plan => ({
  source,
  steps,
  joined: steps.length,
  encode: { format: 'jpg', progressive: false, animated: false },
});
const size = (width: number, height: number) => ({ width, height });

test('what reduces is averaged, and taken from the decoder with all behind it', () => {
  const cut = { do: 'extract', size: size(80, 40), from: { left: 0, top: 0 } } as const;
  const { steps, joined } = averaging(plan(cut, { do: 'scale', size: size(40, 20) }, cut));
  expect(steps).toMatchObject([cut, { do: 'paint', size: size(40, 20) }, cut]);
  expect(joined).toBe(1);
});

test.each([size(200, 100), size(101, 10), size(10, 51)])('%j enlarges and stays', (to) => {
  const step = { do: 'scale', size: to } as const;
  expect(averaging(plan(step)).steps).toEqual([step]);
});
