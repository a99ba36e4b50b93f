import type { Setting } from '../../operation.ts';

export const interlace: Setting<'image/interlace'> = {
  settle: (encode, { value }) => ({ ...encode, progressive: value }),
};
