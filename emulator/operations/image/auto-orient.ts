import { turned } from '../../engine/orient.ts';
import type { Transform } from '../../operation.ts';

export const autoOrient: Transform<'image/auto-orient'> = {
  steps(input, { value }, { source: { orientation } }) {
    if (!value || orientation === 1) return [];
    return [{ do: 'orient', exif: orientation, size: turned(input, orientation) }];
  },
};
