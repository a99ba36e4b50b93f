import { sharpenFrame } from '../../engine/sharpen.ts';
import type { Transform } from '../../operation.ts';

export const sharpen: Transform<'image/sharpen'> = {
  steps(size, { value }) {
    const sigma = value / 100; // Q083
    return [
      {
        do: 'paint',
        size,
        what: `sharpen by ${sigma} pixels`,
        marks: [],
        paint: (on) => sharpenFrame(on, sigma),
      },
    ];
  },
};
