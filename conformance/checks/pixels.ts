import { gridCells, gridColour, gridGrey } from '../../fixtures/grid.ts';
import { marksOf } from '../oracle/marks.ts';
import { type Patch, patches } from '../oracle/patches.ts';
import { predict } from '../oracle/predict.ts';
import type { Source } from '../oracle/law.ts';
import { sourceOf } from '../oracle/source.ts';
import { type Colour, meanColour, type Pixels } from '../pixels.ts';
import type { Picture } from '../probe/picture.ts';
import type { Request } from '../target.ts';
import { parametersOf } from '../targets/wire.ts';
import { type About, type Check, type Checks, same, type Seen, SuiteError } from './check.ts';

/** A lossless WebP does not say in its header that it is one. */
const isLossy = ({ format }: Pick<Picture, 'format'>): boolean =>
  ['jpg', 'webp', 'avif', 'heic'].includes(format);

/**
 * How far the mean of a square of one colour may be from it, in levels of 255; `side` in pixels. Measured with sharp 0.35 on
 * the inner halves of the 100 cells of the grid. Squares of 12 and 24 pixels: lossless 0, JPEG of quality 80 1.7, 75 3.1,
 * 50 4.0, 30 6.4, WebP of quality 50 3.7, AVIF of quality 50 1.8. Squares of 4, in cells smaller than a block of chroma: JPEG
 * 80 5.7, 75 10.8, 50 12.4, 30 21.4, WebP 50 9.7, AVIF 50 4.4. Neighbours in the grid differ by 24. Half a level is left for
 * rounding.
 */
export function toleranceOf(
  { format, quality = 75 }: Pick<Picture, 'format' | 'quality'>,
  side: number,
): number {
  const small = side < 12 ? 3.5 : 1;
  if (format !== 'jpg' && isLossy({ format })) return 4 * small;
  if (format !== 'jpg') return format === 'gif' ? 1 : 0.5;
  const steps: readonly (readonly [atLeast: number, levels: number])[] = [
    [80, 2],
    [75, 3.5],
    [50, 4.5],
    [30, 7],
  ];
  return small * (steps.find(([atLeast]) => quality >= atLeast)?.[1] ?? 12);
}

const far = (a: Colour, b: Colour) =>
  Math.max(...a.map((level, i) => Math.abs(level - (b[i] ?? 0))));
const hex = (colour: Colour) =>
  colour
    .slice(0, colour[3] === 255 ? 3 : 4)
    .map((level) => Math.round(level).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

interface Area {
  readonly at: string;
  readonly expected: Colour;
  readonly actual: Colour;
  readonly tolerance: number;
}
/** How far an area is beyond its tolerance; below 0 it is not. A transparent area has no colour. */
const excess = ({ expected, actual, tolerance }: Area) =>
  (expected[3] === 0 ? actual[3] : far(expected, actual)) - tolerance;

/** Shows the worst of several areas. */
function compare(areas: readonly Area[]): Seen {
  const wrong = areas.filter((area) => excess(area) > 0);
  const worst = areas.reduce((a, b) => (excess(b) > excess(a) ? b : a));
  const off = (excess(worst) + worst.tolerance).toFixed(1);
  return {
    ok: wrong.length === 0,
    expected: `${hex(worst.expected)} at ${worst.at}, within ${worst.tolerance}`,
    actual: `${hex(worst.actual)}, off by ${off}; ${wrong.length} of ${areas.length} areas are wrong`,
  };
}

const grids = new Map<string | undefined, typeof gridColour>([
  ['grid', gridColour],
  ['grey-grid', (col, row) => [gridGrey(col, row), gridGrey(col, row), gridGrey(col, row)]],
]);

const colourOf = ({ colour }: Patch): Colour =>
  colour === 'transparent' ? [0, 0, 0, 0] : [...colour, 255];

/** What the losses of the source add to those of the answer; a profile passed over would make 60 levels. */
function ofSource(source: Source): number {
  const side = Math.min(source.width, source.height) / (2 * gridCells);
  return (isLossy(source) ? toleranceOf(source, side) : 0) + (source.profiled ? 6 : 0);
}

/** The process of a request, which a case may also write into the query itself. */
const processOf = ({ process, query }: Request): string =>
  process ?? parametersOf(query).find(([name]) => name === 'x-oss-process')?.[1] ?? '';

/** The grid, cell by cell, where the oracle says that it must be. */
const checkPrediction: Check<'predicted'> = async (_, seen, about: About) => {
  const cells = grids.get(about.source?.shows);
  if (!about.source || !cells) throw new SuiteError('pixels: the source shows no grid');
  const source = sourceOf(await about.source.bytes());
  const process = processOf(about.request);
  const marks = await marksOf(process, about.given ?? (() => undefined));
  const predicted = predict(process, source, about.spec, marks);
  if (!predicted) throw new SuiteError('pixels: the oracle predicts nothing for this process');
  const all = patches(predicted, source, cells);
  if (all.length === 0)
    throw new SuiteError('pixels: the result is too small to compare; give colours instead');
  const picture = seen.picture();
  const size = same(`${predicted.width}x${predicted.height}`, `${picture.width}x${picture.height}`);
  if (!size.ok) return size;
  const pixels = await seen.pixels();
  return compare(
    all.map((patch) => ({
      at: `${patch.left},${patch.top} (square of ${patch.side})`,
      expected: colourOf(patch),
      actual: meanColour(pixels, patch.left, patch.top, patch.side, patch.side),
      tolerance: toleranceOf(picture, patch.side) + patch.gain * ofSource(source) + patch.slack,
    })),
  );
};

const level = (colour: string, at: number) => parseInt(colour.slice(at, at + 2) || 'FF', 16);

/** The first of these places that is no pixel of a picture. */
const outside = (places: Readonly<Record<string, unknown>>, { width, height }: Pixels) =>
  Object.keys(places).find((at) => {
    const [x = 0, y = 0] = at.split(',').map(Number);
    return x >= width || y >= height;
  });

/** What a single pixel shows; of a lossy picture the mean of 5 by 5 around it, since one pixel may be far off. */
function areaAt(at: string, colour: string, pixels: Pixels, picture: Picture): Area {
  const [reach, side] = isLossy(picture) ? [2, 5] : [0, 1];
  const [x = 0, y = 0] = at.split(',').map(Number);
  return {
    at,
    expected: [level(colour, 0), level(colour, 2), level(colour, 4), level(colour, 6)],
    actual: meanColour(pixels, x - reach, y - reach, side, side),
    tolerance: toleranceOf(picture, side),
  };
}

const checkColours: Check<Readonly<Record<string, string>>> = async (expected, seen) => {
  const [picture, pixels] = [seen.picture(), await seen.pixels()];
  const missing = outside(expected, pixels);
  if (missing !== undefined)
    return same(`a pixel at ${missing}`, `${pixels.width}x${pixels.height}`);
  return compare(
    Object.entries(expected).map(([at, colour]) => areaAt(at, colour, pixels, picture)),
  );
};

/** The same places in every frame; there are as many frames as colours of each place. */
const checkFrames: Check<Readonly<Record<string, readonly string[]>>> = async (expected, seen) => {
  const [picture, frames] = [seen.picture(), await seen.frames()];
  const places = Object.entries(expected);
  const counted = places.find(([, colours]) => colours.length !== frames.length);
  if (counted) return same(counted[1].length, frames.length);
  return compare(
    frames.flatMap((frame, index) =>
      places.map(([place, colours]) => ({
        ...areaAt(place, colours[index] ?? '', frame, picture),
        at: `${place} of frame ${index + 1}`,
      })),
    ),
  );
};

/** Checks of decoded pixels. */
export const pixelChecks = {
  pixels: checkPrediction,
  colours: checkColours,
  'frame-colours': checkFrames,
} satisfies Partial<Checks>;
