import { gridCells, gridColour } from '../../fixtures/grid.ts';
import type { Rgb } from '../../fixtures/pixels.ts';
import type { Source } from './law.ts';
import { uprightPoint, uprightSize } from './orientation.ts';
import type { Prediction } from './predict.ts';

/** A square of the result that shows one colour; in pixels. Its mean is to be compared, not its single pixels. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly colour: Rgb | 'transparent';
  /** Levels of 255 that its mean may be off because the edges of its area are near. */
  readonly slack: number;
}

/** What one point shows, and a name that the points of one area share; a cell of the grid is a convex area. */
interface Spot {
  readonly area: string;
  readonly convex: boolean;
  readonly colour: Rgb | 'transparent';
}

type Point = readonly [x: number, y: number];
type Look = (x: number, y: number) => Spot | undefined;

/** The cell of the grid that holds the stored point x,y; the grid is upright, whatever the orientation of the source. */
function cellAt(source: Source, x: number, y: number): readonly [col: number, row: number] {
  const { width, height } = uprightSize(source, source.orientation);
  const [across, down] = uprightPoint(source.orientation, source, x, y);
  const cell = (at: number, length: number): number =>
    Math.min(gridCells - 1, Math.max(0, Math.floor((at * gridCells) / length)));
  return [cell(across, width), cell(down, height)];
}

function lookAt(picture: Prediction, source: Source, cellColour: typeof gridColour): Look {
  return (x, y) => {
    if (x < 0 || y < 0 || x > picture.width || y > picture.height) return undefined;
    const origin = picture.origin(x, y);
    if (origin.is === 'source') {
      const cell = cellAt(source, origin.x, origin.y);
      return { area: cell.join(), convex: true, colour: cellColour(...cell) };
    }
    const across = x < picture.width / 2 ? 'left' : 'right';
    const down = y < picture.height / 2 ? 'top' : 'bottom';
    const colour = origin.is === 'colour' ? origin.colour : 'transparent';
    return { area: `${across} ${down} ${String(colour)}`, convex: false, colour };
  };
}

/** Points that are looked at in each direction. */
const lattice = 60;
/** Two cells differ by 24 levels in red or green: with a third of that they are still told apart. */
const slackOfSmallAreas = 8;

/** Far below a pixel, far above the errors of arithmetic. */
const tiny = 1e-6;

/** Half the side of the largest square around x,y that lies in one area. */
function spread(look: Look, { area }: Spot, x: number, y: number): number {
  const holds = (reach: number): boolean => {
    const r = reach - tiny;
    return [x - r, x + r].every((across) =>
      [y - r, y + r].every((down) => look(across, down)?.area === area),
    );
  };
  let r = 0;
  while (r < 200 && holds(r + 0.5)) r += 0.5;
  return r;
}

/** Whether a whole square lies in one area; of an area that is not convex its corners do not tell. */
function isWithin(look: Look, { area }: Spot, left: number, top: number, side: number): boolean {
  const places = Array.from({ length: 17 }, (_, i) => (side * i) / 16);
  return places.every((x) => places.every((y) => look(left + x, top + y)?.area === area));
}

/** Every area that the lattice meets, with the points that may be the middle of its patch. */
function areas({ width, height }: Prediction, look: Look): [Spot, Point[]][] {
  const met = new Map<string, [Spot, Point[]]>();
  for (let row = 0.5; row < lattice; row++) {
    for (let col = 0.5; col < lattice; col++) {
      const point = [(col * width) / lattice, (row * height) / lattice] as const;
      const spot = look(...point);
      if (!spot) continue;
      const [, points] = met.get(spot.area) ?? [spot, []];
      points.push(point);
      met.set(spot.area, [spot, points]);
    }
  }
  return [...met.values()];
}

const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;

/**
 * Squares of a predicted result with the colour that each must show, for a source whose upright picture is the 10 by 10 grid. A
 * square is the inner half of its area, so that what resampling and JPEG blocks mix at the edges does not count; areas too
 * small for that have some slack, and still smaller ones are left out, so that a tiny result has none.
 */
export function patches(
  picture: Prediction,
  source: Source,
  cellColour: typeof gridColour = gridColour,
): Patch[] {
  const look = lookAt(picture, source, cellColour);
  return areas(picture, look).flatMap(([spot, points]): Patch[] => {
    // The middle of a convex area lies in it; bars and corners are searched, coarsely.
    const candidates: readonly Point[] = spot.convex
      ? [[mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]]
      : points.filter((_, at) => at % 7 === 0);
    const [radius, x, y] = candidates
      .map(([x, y]) => [spread(look, spot, x, y), x, y] as const)
      .reduce((a, b) => (b[0] > a[0] ? b : a));
    if (radius < (picture.smear === 0 ? 0.5 : Math.max(2, picture.smear / 2))) return [];
    const side = Math.max(1, Math.floor(radius));
    const [left, top] = [Math.floor(x - side / 2 + 0.5), Math.floor(y - side / 2 + 0.5)];
    if (!spot.convex && !isWithin(look, spot, left, top, side)) return [];
    const slack = radius / 2 < picture.smear ? slackOfSmallAreas : 0;
    return [{ left, top, side, colour: spot.colour, slack }];
  });
}
