import type { Point, Size } from '../operation.ts';
import { apply, middleOf, turnedSize, turning } from './affine.ts';
import type { ScaledLine } from './long-line.ts';
import { cut, type Mask, transform } from './mask.ts';

type Window = Point & Size;

/** Pixels around what is seen that a cubic looks at too. */
const margin = 3;

/** The whole pixels of a side that lie between the outermost of some places, and a margin. */
function span(places: readonly number[], side: number): readonly [from: number, length: number] {
  const from = Math.max(0, Math.floor(Math.min(...places))) - margin;
  const to = Math.min(side, Math.ceil(Math.max(...places))) + margin;
  return [from, Math.max(1, to - from)];
}

/** The part of a line's box, in pixels as drawn, that a window of its turned box shows; it may be next to it. */
function partSeen(window: Window, { box, factor, size }: ScaledLine, degrees: number): Window {
  const middle = middleOf(turnedSize(size, degrees));
  const back = turning(-degrees, 1 / factor);
  const corners = [0, window.width].flatMap((right) =>
    [0, window.height].map((down) =>
      apply(back, { x: window.left + right - middle.x, y: window.top + down - middle.y }),
    ),
  );
  const across = corners.map(({ x }) => x + box.width / 2);
  const down = corners.map(({ y }) => y + box.height / 2);
  const [left, width] = span(across, box.width);
  const [top, height] = span(down, box.height);
  return { left, top, width, height };
}

/** A window of the box of a line that is enlarged and turned clockwise; only what is seen of it is worked on. */
export async function turnLine(line: ScaledLine, degrees: number, window: Window): Promise<Mask> {
  const { mask, box, factor, size } = line;
  const onMask = ({ left, top, ...rest }: Window) =>
    cut(mask, { left: box.left + left, top: box.top + top, ...rest });
  if (factor === 1 && degrees % 360 === 0) return onMask(window);

  const part = partSeen(window, line, degrees);
  const [own, of] = [middleOf(part), middleOf(box)];
  const matrix = turning(degrees, factor);
  const away = apply(matrix, { x: part.left + own.x - of.x, y: part.top + own.y - of.y });
  const middle = middleOf(turnedSize(size, degrees));
  const place = { x: middle.x + away.x - window.left, y: middle.y + away.y - window.top };
  return transform(onMask(part), matrix, place, window);
}
