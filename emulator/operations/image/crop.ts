import type { Transform } from '../../operation.ts';
import { anchor } from '../gravity.ts';

export const crop: Transform<'image/crop'> = {
  steps(input, { x, y, w, h, g }, { choices, refuse }) {
    // 0 and absent both mean up to the edge (Q008).
    const asked = { width: w || input.width, height: h || input.height };
    const room = { width: input.width - asked.width, height: input.height - asked.height };
    const free =
      choices.largerThanSource === 'clamped'
        ? { width: Math.max(0, room.width), height: Math.max(0, room.height) }
        : room;
    const origin = anchor(g, free);
    const from = { left: Math.max(0, origin.left + x), top: Math.max(0, origin.top + y) };
    const left = { width: input.width - from.left, height: input.height - from.top };
    const isOutside = left.width < 0 || left.height < 0;
    const isEmpty = left.width === 0 || left.height === 0;
    if (isOutside || (isEmpty && choices.atTheEdge === 'refused')) refuse('start-outside');
    const size = {
      width: Math.max(1, Math.min(asked.width, left.width)),
      height: Math.max(1, Math.min(asked.height, left.height)),
    };
    return [{ do: 'extract', from, size }];
  },
};
