import { withAlpha } from '../../engine/alpha.ts';
import type { Size, Step, Transform, Where } from '../../operation.ts';
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

export const circle: Transform<'image/circle'> = {
  steps(input, { r }, { choices }) {
    const side = sideOf(input, r, choices);
    const size = { width: side, height: side };
    const room = { width: input.width - side, height: input.height - side };
    const cut: Step = { do: 'extract', from: anchor('center', room), size };
    return [
      ...(room.width + room.height > 0 ? [cut] : []),
      {
        do: 'paint',
        size,
        what: `keep a circle ${side} pixels wide`,
        marks: [],
        async paint(on) {
          const frame = await withAlpha(on);
          await roundOff(frame, side / 2);
          return frame;
        },
      },
    ];
  },
};
