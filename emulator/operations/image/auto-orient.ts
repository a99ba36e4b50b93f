import type { Transform } from '../../operation.ts';
import { turned } from '../geometry.ts';

/** Orientations 5 to 8 lie on their side (EXIF 2.3, tag 274). */
const isOnItsSide = (orientation: number) => orientation > 4;

export const autoOrient: Transform<'image/auto-orient'> = {
  steps(input, { value }, { source: { orientation } }) {
    if (!value || orientation === 1) return [];
    const size = isOnItsSide(orientation) ? turned(input) : input;
    return [{ do: 'orient', exif: orientation, size }];
  },
};
