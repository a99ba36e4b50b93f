import { mapLevels } from '../../engine/tone.ts';
import type { Transform } from '../../operation.ts';

/** Levels that no contrast moves. */
const middle = 255 / 2;

export const contrast: Transform<'image/contrast'> = {
  steps(size, { value }) {
    if (value === 0) return [];
    const slope = Math.tan((Math.PI / 4) * (1 + value / 100)); // Q080
    const what = `multiply the contrast by ${slope.toPrecision(3)}`;
    return [{ do: 'levels', size, what, table: mapLevels(slope, middle * (1 - slope)) }];
  },
};
