import type { Planes } from './planes.ts';

/** Energy of the differences between neighbours of luma at half size, where the noise of JPEG and of grain has gone. */
function energyOf({ width, height, luma }: Planes): number {
  const [across, down] = [width >> 1, height >> 1];
  const half = new Float32Array(across * down);
  for (let y = 0, at = 0; y < down; y++)
    for (let x = 0; x < across; x++, at++) {
      const i = 2 * (y * width + x);
      half[at] =
        ((luma[i] ?? 0) +
          (luma[i + 1] ?? 0) +
          (luma[i + width] ?? 0) +
          (luma[i + width + 1] ?? 0)) /
        4;
    }
  let energy = 0;
  for (let y = 0; y < down - 1; y++)
    for (let i = y * across; i < (y + 1) * across - 1; i++) {
      const here = half[i] ?? 0;
      energy += ((half[i + 1] ?? 0) - here) ** 2 + ((half[i + across] ?? 0) - here) ** 2;
    }
  return energy / Math.max(1, across * down);
}

/** Below this energy a picture has no edges, and a ratio would tell of noise only. */
const none = 10;

/** How sharp `other` is as a multiple of `golden`; 1 where neither has edges. */
export const sharpnessOf = (golden: Planes, other: Planes): number =>
  (energyOf(other) + none) / (energyOf(golden) + none);
