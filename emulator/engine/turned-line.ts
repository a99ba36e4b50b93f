import type { Point, Size } from '../operation.ts';
import { apply, type Place, turnedSize, turning } from './affine.ts';
import type { ScaledLine } from './long-line.ts';
import { cut, type Mask, transform } from './mask.ts';

type Window = Point & Size;

/** Pixels around what is seen that a cubic looks at too. */
const margin = 3;

/** The middle of a box in pixels from its edges; affine.ts counts from the middles of pixels. */
const halfOf = ({ width, height }: Size): Place => ({ x: width / 2, y: height / 2 });

/** The whole pixels of a side that lie between the outermost of some places, and a margin. */
function span(places: readonly number[], side: number): readonly [from: number, length: number] {
  const from = Math.max(0, Math.floor(Math.min(...places))) - margin;
  const to = Math.min(side, Math.ceil(Math.max(...places))) + margin;
  return [from, Math.max(1, to - from)];
}

/** The part of a line's mask that a window of its turned box shows; where it shows nothing, some part. */
function partSeen(window: Window, line: ScaledLine, degrees: number): Window {
  const { mask, baseline, factor, rise, size } = line;
  const [middle, level] = [halfOf(turnedSize(size, degrees)), halfOf(size)];
  const back = turning(-degrees, 1 / factor);
  const corners = [0, window.width].flatMap((right) =>
    [0, window.height].map((down) =>
      apply(back, { x: window.left + right - middle.x, y: window.top + down - middle.y }),
    ),
  );
  const across = corners.map(({ x }) => x + level.x / factor);
  const down = corners.map(({ y }) => y + baseline + (level.y - rise) / factor);
  const [left, width] = span(across, mask.width);
  const [top, height] = span(down, mask.height);
  return { left, top, width, height };
}

/** A window of the box of a line that is enlarged and turned clockwise; only what is seen of it is worked on. */
export async function turnLine(line: ScaledLine, degrees: number, window: Window): Promise<Mask> {
  const { mask, baseline, factor, rise, size } = line;
  if (factor === 1 && degrees % 360 === 0)
    return cut(mask, { ...window, top: window.top + baseline - rise });

  const part = partSeen(window, line, degrees);
  const [own, level] = [halfOf(part), halfOf(size)];
  const matrix = turning(degrees, factor);
  const away = apply(matrix, {
    x: part.left + own.x - level.x / factor,
    y: part.top + own.y - baseline - (level.y - rise) / factor,
  });
  const { x, y } = halfOf(turnedSize(size, degrees));
  // In numbers that count the middles of pixels, not their edges.
  const place = { x: x + away.x - window.left - 0.5, y: y + away.y - window.top - 0.5 };
  return transform(cut(mask, part), matrix, place, window);
}
