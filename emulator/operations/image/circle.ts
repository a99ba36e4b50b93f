import { withAlpha } from '../../engine/alpha.ts';
import { fromFrames, toFrame } from '../../engine/frame.ts';
import type { Point, Size, Step, Transform, Where } from '../../operation.ts';
import { roundOff } from '../corners.ts';
import { anchor } from '../gravity.ts';

/** The side of the square around the circle. */
function sideOf(
  { width, height }: Size,
  radius: number,
  { side }: Where<'image/circle'>['choices'],
): number {
  const short = Math.min(width, height);
  if (side === 'even') return Math.min(2 * radius, short);
  const largest = Math.floor((short - 1) / 2); // Q071
  return 2 * Math.min(radius, largest) + 1;
}

/** Lays the square where it was cut out, on a canvas that is transparent around it. */
const putBack = (from: Point, size: Size): Step => ({
  do: 'paint',
  size,
  what: `lay it on ${size.width}x${size.height}`,
  marks: [],
  paint: async (on) =>
    toFrame(
      fromFrames([on]).extend({
        left: from.left,
        top: from.top,
        right: size.width - on.width - from.left,
        bottom: size.height - on.height - from.top,
        background: { r: 0, g: 0, b: 0, alpha: 0 },
      }),
    ),
});

export const circle: Transform<'image/circle'> = {
  steps(input, { r, canvas }, { choices }) {
    const side = sideOf(input, r, choices);
    const size = { width: side, height: side };
    const room = { width: input.width - side, height: input.height - side };
    const from = anchor('center', room);
    const cut: Step = { do: 'extract', from, size };
    const round: Step = {
      do: 'paint',
      size,
      what: `keep a circle ${side} pixels wide`,
      marks: [],
      async paint(on) {
        const frame = await withAlpha(on);
        await roundOff(frame, side / 2);
        return frame;
      },
    };
    if (room.width + room.height === 0) return [round];
    return canvas ? [cut, round, putBack(from, input)] : [cut, round];
  },
};
