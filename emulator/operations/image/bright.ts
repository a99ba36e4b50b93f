import { mapLevels } from '../../engine/tone.ts';
import type { Transform } from '../../operation.ts';

export const bright: Transform<'image/bright'> = {
  steps(size, { value }) {
    if (value === 0) return [];
    const offset = (value / 100) * 255; // Q079
    return [
      {
        do: 'paint',
        size,
        what: `add ${offset} levels`,
        marks: [],
        paint: (on) => mapLevels(on, 1, offset),
      },
    ];
  },
};
