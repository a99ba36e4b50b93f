import type { Plane, Planes } from './planes.ts';
import { shiftOf } from './shift.ts';
import { sharpnessOf } from './sharpness.ts';
import { structureOf } from './structure.ts';
import { meansOf, type Tiles, tilesOf } from './tiles.ts';
import { castOf, gainOf } from './tone.ts';

/** What is measured of two pictures of one size; levels are of 255. */
export interface Metrics {
  /** Largest difference of the mean luma of a tile, in levels: chroma subsampling does not touch it. */
  readonly tileLuma: number;
  /** Largest difference of the mean red, green or blue of a tile, in levels. */
  readonly tileColour: number;
  /** The same on average of all tiles. */
  readonly meanColour: number;
  /** How far the whole picture is moved, in pixels. */
  readonly shift: number;
  /** Structural similarity of luma, at most 1. */
  readonly ssim: number;
  /** Energy of edges at half size, as a multiple of the golden's. */
  readonly sharpness: number;
  /** Largest difference of the mean red, green or blue of the picture, in levels. */
  readonly cast: number;
  /** Contrast, as a multiple of the golden's. */
  readonly gain: number;
}

/** The tile where two pictures differ most: its upper left corner, and by how many levels. */
export interface Worst {
  readonly left: number;
  readonly top: number;
  readonly delta: number;
}

export interface Measured {
  readonly metrics: Metrics;
  readonly worst: { readonly tileLuma: Worst; readonly tileColour: Worst };
}

/** How far the means of each tile are apart, in levels. */
function differ(tiles: Tiles, a: Plane, b: Plane): Float64Array {
  const off = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) off[i] = (b[i] ?? 0) - (a[i] ?? 0);
  return meansOf(tiles, off).map(Math.abs);
}

function worstOf({ lefts, tops }: Tiles, differences: Float64Array): Worst {
  let tile = 0;
  differences.forEach((delta, i) => {
    if (delta > (differences[tile] ?? 0)) tile = i;
  });
  return {
    left: lefts[tile % lefts.length] ?? 0,
    top: tops[Math.floor(tile / lefts.length)] ?? 0,
    delta: differences[tile] ?? 0,
  };
}

const colours = ['red', 'green', 'blue'] as const;

/** Measures how `other` differs from `golden`; both are of one size. About 8 ms for 400 by 267 pixels. */
export function measure(golden: Planes, other: Planes): Measured {
  const tiles = tilesOf(golden.width, golden.height);
  const [red, green, blue] = [
    differ(tiles, golden.red, other.red),
    differ(tiles, golden.green, other.green),
    differ(tiles, golden.blue, other.blue),
  ];
  const ofColour = red.map((r, i) => Math.max(r, green[i] ?? 0, blue[i] ?? 0));
  const alpha = meansOf(tiles, golden.alpha);
  // Where the ground shows, its black or white would be most of the contrast.
  const isOpaque = (tile: number) => alpha[tile] === 255;
  const worst = {
    tileLuma: worstOf(tiles, differ(tiles, golden.luma, other.luma)),
    tileColour: worstOf(tiles, ofColour),
  };
  return {
    worst,
    metrics: {
      tileLuma: worst.tileLuma.delta,
      tileColour: worst.tileColour.delta,
      meanColour: ofColour.reduce((sum, delta) => sum + delta, 0) / ofColour.length,
      shift: shiftOf(golden, other),
      ssim: structureOf(tiles, golden.luma, other.luma),
      sharpness: sharpnessOf(golden, other),
      cast: Math.max(...colours.map((colour) => castOf(golden[colour], other[colour]))),
      gain: gainOf(meansOf(tiles, golden.luma), meansOf(tiles, other.luma), isOpaque),
    },
  };
}
