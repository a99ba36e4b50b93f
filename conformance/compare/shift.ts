import type { Planes } from './planes.ts';

/**
 * How far `other` is moved against `golden`, in pixels, by one step of Lucas and Kanade ("An iterative image registration
 * technique", IJCAI 1981) over the whole luma: good to some hundredths below half a pixel, and too large, never too small,
 * about one. 0 where there are no edges in two directions to tell by.
 */
export function shiftOf(golden: Planes, other: Planes): number {
  const { width, height, luma: a } = golden;
  const b = other.luma;
  let [xx, xy, yy, xt, yt] = [0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++)
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const right = (a[i + 1] ?? 0) + (b[i + 1] ?? 0);
      const left = (a[i - 1] ?? 0) + (b[i - 1] ?? 0);
      const below = (a[i + width] ?? 0) + (b[i + width] ?? 0);
      const above = (a[i - width] ?? 0) + (b[i - width] ?? 0);
      const [dx, dy] = [(right - left) / 4, (below - above) / 4];
      const dt = (b[i] ?? 0) - (a[i] ?? 0);
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
      xt += dx * dt;
      yt += dy * dt;
    }
  const determinant = xx * yy - xy * xy;
  if (determinant < 1e-6) return 0;
  return Math.hypot((yt * xy - xt * yy) / determinant, (xt * xy - yt * xx) / determinant);
}
