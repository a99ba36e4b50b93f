import type { Metrics } from './measure.ts';

/** From and to, both allowed. */
export type Range = readonly [least: number, most: number];
export type Limits = Readonly<Record<keyof Metrics, Range>>;

const atMost = (most: number): Range => [-Infinity, most];
const atLeast = (least: number): Range => [least, Infinity];

/** How much more than honest encoders make of the golden an answer may have. */
const slack = 1.6;

/**
 * How far a picture may be from its golden. `floor` is what honest encoders at ordinary quality make of the golden itself: what
 * they do to this picture another may do as well, and a little more.
 *
 * Measured by calibration.test.ts on 23 pictures of many kinds, 192 by 128 pixels, as the share of its limit that the deciding
 * metric uses: WebP 80, JPEG 75 and 90 at most 0.63, another Lanczos 0.22; moved by a pixel at least 5.3, six levels brighter 3.1, a
 * twentieth more contrast 1.9, a part 34 levels off 2.4, a part missing 2.6, blurred by a pixel 1.2. Fog and snow, where there
 * is nothing to miss or to blur, are not counted.
 */
export function limitsOf(floor: readonly Metrics[]): Limits {
  const [most, least] = [
    (metric: keyof Metrics) => Math.max(...floor.map((metrics) => metrics[metric])),
    (metric: keyof Metrics) => Math.min(...floor.map((metrics) => metrics[metric])),
  ];
  return {
    tileLuma: atMost(Math.max(5, slack * most('tileLuma'))),
    tileColour: atMost(Math.max(8, slack * most('tileColour'))),
    meanColour: atMost(Math.max(2, slack * most('meanColour'))),
    shift: atMost(Math.max(0.2, slack * most('shift'))),
    ssim: atLeast(Math.min(0.975, 1 - slack * (1 - least('ssim')))),
    sharpness: [Math.min(0.85, 1 - slack * (1 - least('sharpness'))), 1.12],
    cast: atMost(Math.max(1.5, slack * most('cast'))),
    gain: [0.98, 1.02],
  };
}
