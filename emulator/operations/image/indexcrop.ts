import type { Transform } from '../../operation.ts';

export const indexcrop: Transform<'image/indexcrop'> = {
  steps({ width, height }, { x, y, i, strict }, { refuse }) {
    // y counts where both are given.
    const isDown = y !== undefined;
    const side = isDown ? height : width;
    const length = Math.min(side, y ?? x ?? side);
    const start = i * length;
    if (start >= side) return strict === true ? refuse('slice-beyond') : 'source';
    const rest = Math.min(length, side - start);
    const from = isDown ? { left: 0, top: start } : { left: start, top: 0 };
    const size = isDown ? { width, height: rest } : { width: rest, height };
    return [{ do: 'extract', from, size }];
  },
};
