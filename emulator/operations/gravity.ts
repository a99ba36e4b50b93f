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
