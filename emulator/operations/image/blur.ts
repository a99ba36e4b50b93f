import { blurFrame } from '../../engine/blur.ts';
import type { Transform } from '../../operation.ts';

export const blur: Transform<'image/blur'> = {
  // p is the size of a face that g alone finds.
  steps: (size, { r, s }) => [
    {
      do: 'paint',
      size,
      what: `blur by ${r} pixels, deviation ${s}`,
      marks: [],
      paint: (on) => blurFrame(on, r, s),
    },
  ],
};
