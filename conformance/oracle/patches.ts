import { gridCells, gridColour } from '../../fixtures/grid.ts';
import type { Rgb } from '../../fixtures/pixels.ts';
import type { Source } from './law.ts';
import { uprightPoints, uprightSize } from './orientation.ts';
import type { Prediction } from './predict.ts';
import { type Tone, untouched } from './tone.ts';
import type { Origin } from './view.ts';

type Over = Extract<Origin, { is: 'over' }>;

/** A square of the result that shows one colour; in pixels. Its mean is to be compared, not its single pixels. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly colour: Rgb | 'transparent';
  /** Levels of 255 that its mean may be off because the edges of its area are near, or because colours are few. */
  readonly slack: number;
  /** By how much the losses of the source have grown on the way. */
  readonly gain: number;
}

/** What one point shows, and a number that the points of one area share; a cell of the grid is a convex area. */
interface Spot {
  readonly area: number | string;
  readonly convex: boolean;
  readonly colour: Rgb | 'transparent';
  /** How many half transparent colours lie over another: each may round by a level. */
  readonly layers: number;
  readonly tone: Tone;
}

type Point = readonly [x: number, y: number];
type Look = (x: number, y: number) => Spot | undefined;

/** The column or row of the grid, 0 to 9, that holds a point of a side of this length. */
const cellAt = (at: number, length: number): number =>
  Math.min(gridCells - 1, Math.max(0, Math.floor((at * gridCells) / length)));

/** What is around the grid is an area in each quarter of the picture, by its colour of 24 bits. */
function areaAround(quarter: number, colour: Rgb | 'transparent'): number {
  const [red, green, blue] = colour === 'transparent' ? [256, 0, 0] : colour;
  return gridCells ** 2 + 4 * ((red * 256 + green) * 256 + blue) + quarter;
}

const around = (area: number, colour: Rgb | 'transparent'): Spot => ({
  area,
  convex: false,
  colour,
  layers: 0,
  tone: untouched,
});

/** A colour over an area. What is left half transparent has no place among the patches. */
function blend({ colour, alpha }: Over, under: Spot): Spot | undefined {
  if (under.colour === 'transparent' && alpha < 1) return undefined;
  const [red, green, blue] = under.colour === 'transparent' ? colour : under.colour;
  const mix = (below: number, above: number) => Math.round(below + (above - below) * alpha);
  return {
    ...under,
    area: `${under.area} ${colour.join()} ${alpha}`,
    convex: false,
    colour: [mix(red, colour[0]), mix(green, colour[1]), mix(blue, colour[2])],
    layers: alpha < 1 ? under.layers + 1 : 0,
  };
}

/** What an action that changes levels has made of a cell. */
function toned(cell: Spot, tone: Tone): Spot {
  if (cell.colour === 'transparent') return cell;
  const [red, green, blue] = cell.colour;
  return { ...cell, colour: [tone.of(red), tone.of(green), tone.of(blue)], tone };
}

/** What is known by a key, or made now: thousands of points look alike. */
function findOrMake<K, V extends object>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** The grid is upright, whatever the orientation of the source. */
function lookAt(picture: Prediction, source: Source, cellColour: typeof gridColour): Look {
  const upright = uprightSize(source, source.orientation);
  const uprightPoint = uprightPoints(source.orientation, source);
  const cells = Array.from({ length: gridCells ** 2 }, (_, area): Spot => {
    const colour = cellColour(area % gridCells, Math.floor(area / gridCells));
    return { area, convex: !picture.stamped, colour, layers: 0, tone: untouched };
  });
  const tonedCells = new Map<Tone, Spot[]>();
  const surroundings = new Map<number, Spot>();
  const lookAround = (quarter: number, colour: Rgb | 'transparent'): Spot => {
    const area = areaAround(quarter, colour);
    return findOrMake(surroundings, area, () => around(area, colour));
  };
  const blended = new Map<Spot, Map<number, Spot | undefined>>();
  const blendOnce = (over: Over, under: Spot): Spot | undefined => {
    const [red, green, blue] = over.colour;
    const key = ((red * 256 + green) * 256 + blue) * 65_536 + Math.round(65_535 * over.alpha);
    const known = findOrMake(blended, under, () => new Map<number, Spot | undefined>());
    if (!known.has(key)) known.set(key, blend(over, under));
    return known.get(key);
  };
  const spotOf = (origin: Origin, quarter: number): Spot | undefined => {
    switch (origin.is) {
      case 'source': {
        const [across, down] = uprightPoint(origin.x, origin.y);
        const at = cellAt(down, upright.height) * gridCells + cellAt(across, upright.width);
        const { tone } = origin;
        if (!tone) return cells[at];
        return findOrMake(tonedCells, tone, () => cells.map((cell) => toned(cell, tone)))[at];
      }
      case 'colour':
        return lookAround(quarter, origin.colour);
      case 'nothing':
        return lookAround(quarter, 'transparent');
      case 'over': {
        const under = spotOf(origin.under, quarter);
        return under && blendOnce(origin, under);
      }
      case 'unknown':
        return undefined;
    }
  };
  return (x, y) => {
    if (x < 0 || y < 0 || x > picture.width || y > picture.height) return undefined;
    const quarter = (x < picture.width / 2 ? 0 : 1) + (y < picture.height / 2 ? 0 : 2);
    return spotOf(picture.origin(x, y), quarter);
  };
}

/** Points that are looked at in each direction. */
const lattice = 60;
/** Two cells differ by 24 levels in red or green: with a third of that they are still told apart. */
const largestSlack = 8;

/** Far below a pixel, far above the errors of arithmetic. */
const tiny = 1e-6;

/** Whether the corners of the square that reaches so far around x,y lie in one area. */
function holds(look: Look, { area }: Spot, x: number, y: number, reach: number): boolean {
  const r = reach - tiny;
  return (
    look(x - r, y - r)?.area === area &&
    look(x + r, y - r)?.area === area &&
    look(x - r, y + r)?.area === area &&
    look(x + r, y + r)?.area === area
  );
}

/** Half the side of the largest square around x,y that lies in one area, below 256 pixels, in steps of a half. */
function spread(look: Look, spot: Spot, x: number, y: number): number {
  let [inside, outside] = [0, 0.5];
  while (outside < 256 && holds(look, spot, x, y, outside))
    [inside, outside] = [outside, 2 * outside];
  while (outside - inside > 0.5) {
    const between = Math.floor(inside + outside) / 2;
    if (holds(look, spot, x, y, between)) inside = between;
    else outside = between;
  }
  return inside;
}

/** Whether a whole square lies in one area; of an area that is not convex its corners do not tell. */
function isWithin(look: Look, { area }: Spot, left: number, top: number, side: number): boolean {
  for (let row = 0; row <= 16; row++)
    for (let col = 0; col <= 16; col++)
      if (look(left + (side * col) / 16, top + (side * row) / 16)?.area !== area) return false;
  return true;
}

/** An area that the lattice meets. */
interface Area {
  readonly spot: Spot;
  /** How many of its points were met, and their sums. */
  count: number;
  x: number;
  y: number;
  /** Every seventh of them. */
  readonly some: Point[];
}

function areas({ width, height }: Prediction, look: Look): Iterable<Area> {
  const met = new Map<Spot['area'], Area>();
  for (let row = 0.5; row < lattice; row++)
    for (let col = 0.5; col < lattice; col++) {
      const x = (col * width) / lattice;
      const y = (row * height) / lattice;
      const spot = look(x, y);
      if (!spot) continue;
      const area = met.get(spot.area) ?? { spot, count: 0, x: 0, y: 0, some: [] };
      if (area.count === 0) met.set(spot.area, area);
      if (area.count % 7 === 0) area.some.push([x, y]);
      area.count += 1;
      area.x += x;
      area.y += y;
    }
  return met.values();
}

/** A mark is strange to its surroundings, and chroma of half the width mixes them over some pixels. */
const carriesColours = ({ stamped, format }: Prediction): boolean =>
  stamped === true && ['jpg', 'webp', 'avif'].includes(format);

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
  // Mixed colours at the edges take places of a palette of 256, and pure ones have to move.
  const crowded = picture.format === 'gif' && (picture.smear > 0 || picture.stamped === true);
  return [...areas(picture, look)].flatMap((met): Patch[] => {
    const { spot, count, some } = met;
    // The middle of a convex area lies in it; bars and corners are searched, coarsely.
    const candidates: readonly Point[] = spot.convex ? [[met.x / count, met.y / count]] : some;
    const [radius, x, y] = candidates
      .map(([x, y]) => [spread(look, spot, x, y), x, y] as const)
      .reduce((a, b) => (b[0] > a[0] ? b : a));
    const least = picture.smear === 0 ? 0.5 : Math.max(2, picture.smear / 2);
    if (radius < Math.max(least, carriesColours(picture) ? 4 : 0)) return [];
    const side = Math.max(1, Math.floor(radius));
    const [left, top] = [Math.floor(x - side / 2 + 0.5), Math.floor(y - side / 2 + 0.5)];
    if (!spot.convex && !isWithin(look, spot, left, top, side)) return [];
    const { colour, layers, tone } = spot;
    // Levels that were pushed together share a place of a palette, too.
    const shared = picture.format === 'gif' && tone !== untouched;
    const mixed = crowded || shared || radius / 2 < picture.smear ? largestSlack : 0;
    const slack = mixed * Math.max(1, tone.gain) + layers + tone.error;
    return [{ left, top, side, colour, slack, gain: tone.gain }];
  });
}
