import type { ArgsOf } from '../../spec/types.gen.ts';
import type { Point, Size } from '../operation.ts';

export type Gravity = ArgsOf['image/crop']['g'];

/** How much of the free room lies to the left, and above; an odd pixel goes right and below (Q033). */
const shares: Readonly<Record<Gravity, readonly [number, number]>> = {
  nw: [0, 0],
  north: [0.5, 0],
  ne: [1, 0],
  west: [0, 0.5],
  center: [0.5, 0.5],
  east: [1, 0.5],
  sw: [0, 1],
  south: [0.5, 1],
  se: [1, 1],
};

/** Where a rectangle begins that `room` pixels are left around, when it lies at this anchor. */
export function anchor(gravity: Gravity, room: Size): Point {
  const [left, top] = shares[gravity];
  return { left: Math.floor(room.width * left), top: Math.floor(room.height * top) };
}

/** Pixels from the edges that an anchor touches, and along the middle line, down, where it touches none above or below. */
export interface Margins {
  readonly x: number;
  readonly y: number;
  readonly voffset: number;
}

/**
 * Where a rectangle begins that is pinned to an anchor with margins; `room` is below 0 where it is larger than what it lies
 * on. x means something only at the left and right edge, y only at the upper and lower one (manual of 2019 §1.5).
 */
export function pin(gravity: Gravity, room: Size, { x, y, voffset }: Margins): Point {
  const { left, top } = anchor(gravity, room);
  const [across, down] = shares[gravity];
  return {
    left: left + x * (1 - 2 * across),
    top: top + (down === 0.5 ? voffset : y * (1 - 2 * down)),
  };
}
