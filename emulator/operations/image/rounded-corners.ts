import { withAlpha } from '../../engine/alpha.ts';
import type { Transform } from '../../operation.ts';
import { roundOff } from '../corners.ts';

export const roundedCorners: Transform<'image/rounded-corners'> = {
  steps(input, { r }) {
    const radius = Math.min(r, Math.min(input.width, input.height) / 2);
    return [
      {
        do: 'paint',
        size: input,
        what: `round the corners by ${radius} pixels`,
        marks: [],
        async paint(on) {
          const frame = await withAlpha(on);
          await roundOff(frame, radius);
          return frame;
        },
      },
    ];
  },
};
