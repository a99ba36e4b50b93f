import type { Pixels } from '../pixels.ts';
import { type Golden, on, type View } from './golden.ts';
import { isTransparent } from './ground.ts';
import type { Range } from './limits.ts';
import { measure, type Metrics, type Worst } from './measure.ts';
import { planesOf } from './planes.ts';

/** One metric and its limit; of several frames and grounds, where it comes nearest to the limit or goes furthest beyond. */
export interface Measure {
  readonly metric: keyof Metrics;
  readonly value: number;
  readonly limit: Range;
  /** How much of what is allowed is used up; beyond 1 it is too much. */
  readonly use: number;
  readonly view: Pick<View, 'frame' | 'ground'>;
  /** The worst tile, of the metrics that look at tiles one by one. */
  readonly worst: Worst | undefined;
}

/** A fact that must be equal and is not. */
export interface Unequal {
  readonly fact: 'size' | 'frames' | 'transparency';
  readonly expected: string;
  readonly actual: string;
}

/** How a picture compares with its golden. */
export interface Comparison {
  readonly matches: boolean;
  /** Where it is not empty, nothing was measured. */
  readonly unequal: readonly Unequal[];
  readonly measures: readonly Measure[];
}

/** What each metric is of two equal pictures. */
const ideal: Metrics = {
  tileLuma: 0,
  tileColour: 0,
  meanColour: 0,
  shift: 0,
  ssim: 1,
  sharpness: 1,
  cast: 0,
  gain: 1,
};
const isMetric = (name: string): name is keyof Metrics => name in ideal;
const names = Object.keys(ideal).filter(isMetric);

function useOf(metric: keyof Metrics, value: number, [least, most]: Range): number {
  const off = value - ideal[metric];
  return off / ((off < 0 ? least : most) - ideal[metric]);
}

function measureView({ frame, ground, planes, limits }: View, other: Pixels): Measure[] {
  const { metrics, worst } = measure(planes, planesOf(on(other, ground)));
  const places: Partial<Record<keyof Metrics, Worst>> = worst;
  return names.map((metric) => ({
    metric,
    value: metrics[metric],
    limit: limits[metric],
    use: useOf(metric, metrics[metric], limits[metric]),
    view: { frame, ground },
    worst: places[metric],
  }));
}

const factsOf = (frames: readonly Pixels[]): Readonly<Record<Unequal['fact'], string>> => ({
  size: `${frames[0]?.width ?? 0}x${frames[0]?.height ?? 0}`,
  frames: String(frames.length),
  transparency: frames.some(isTransparent) ? 'some' : 'none',
});

function compareFacts(golden: readonly Pixels[], other: readonly Pixels[]): Unequal[] {
  const [expected, actual] = [factsOf(golden), factsOf(other)];
  return (['size', 'frames', 'transparency'] as const)
    .filter((fact) => expected[fact] !== actual[fact])
    .map((fact) => ({ fact, expected: expected[fact], actual: actual[fact] }));
}

/**
 * Holds a picture, frame by frame, against a golden. Size, number of frames and whether anything is transparent must be equal;
 * pixels must be within the noise that an honest encoder makes of this very golden. About 12 ms for a frame of 400 by 267
 * pixels, and twice that where it is transparent.
 */
export function judge(golden: Golden, other: readonly Pixels[]): Comparison {
  const unequal = compareFacts(golden.frames, other);
  if (unequal.length > 0) return { matches: false, unequal, measures: [] };
  const all = golden.views.flatMap((view) => {
    const pixels = other[view.frame];
    return pixels ? measureView(view, pixels) : [];
  });
  const measures = names.map((name) =>
    all.filter(({ metric }) => metric === name).reduce((a, b) => (b.use > a.use ? b : a)),
  );
  return { matches: measures.every(({ use }) => use <= 1), unequal, measures };
}
