import { draw, type Pixels as Drawn, type Rgb } from '../../fixtures/pixels.ts';
import type { Pixels } from '../pixels.ts';
import { lay } from './ground.ts';
import type { Comparison } from './judge.ts';

/** Levels of difference from which on a pixel is all red. */
const full = 64;
const outline: Rgb = [0, 90, 255];

/** The worst tile of a comparison: the one whose metric uses most of its limit. */
const worstOf = ({ measures }: Comparison) =>
  measures.filter(({ worst }) => worst).sort((a, b) => b.use - a.use)[0];

/**
 * Where a picture differs from its golden, RGB: the golden in pale grey, the redder the more a pixel differs, and a blue frame
 * around the worst tile, if any differs. Of an animation, the frame with the worst tile. What is transparent is seen on white. Undefined where
 * nothing was measured, because size, frames or transparency are not equal.
 */
export function drawDifference(
  golden: readonly Pixels[],
  other: readonly Pixels[],
  comparison: Comparison,
): Drawn | undefined {
  const found = worstOf(comparison);
  const [expected, actual] = [golden[found?.view.frame ?? 0], other[found?.view.frame ?? 0]];
  if (!found?.worst || !expected || !actual) return undefined;
  const [a, b] = [lay(expected, 'white').data, lay(actual, 'white').data];
  const { left, top } = found.worst;
  const differs = found.worst.delta >= 0.5;
  const isOutline = (x: number, y: number) =>
    differs && Math.max(left - x, x - left - 7, top - y, y - top - 7) === 1;
  return draw(expected.width, expected.height, 3, (x, y) => {
    if (isOutline(x, y)) return outline;
    const at = 4 * (y * expected.width + x);
    const levels = [0, 1, 2].map(
      (channel) => [a[at + channel] ?? 0, b[at + channel] ?? 0] as const,
    );
    const grey = 150 + levels.reduce((sum, [level]) => sum + level, 0) / 9;
    const share = Math.min(1, Math.max(...levels.map(([p, q]) => Math.abs(p - q))) / full);
    return [grey + (255 - grey) * share, grey * (1 - share), grey * (1 - share)];
  });
}
