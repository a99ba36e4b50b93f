import { mapLevels } from '../../engine/tone.ts';
import type { Transform } from '../../operation.ts';

export const bright: Transform<'image/bright'> = {
  steps(size, { value }) {
    if (value === 0) return [];
    const offset = (value / 100) * 255; // Q079
    return [{ do: 'levels', size, what: `add ${offset} levels`, table: mapLevels(1, offset) }];
  },
};
