import type { Rgb } from '../../fixtures/pixels.ts';
import type { Step } from './law.ts';
import type { Origin } from './view.ts';

/** What became of the levels of the source. */
export interface Tone {
  /** The level that one of the source has now; not rounded. */
  readonly of: (level: number) => number;
  /** How far apart levels are now that were one apart. */
  readonly gain: number;
  /** How far rounding on the way may have led away from it. */
  readonly error: number;
}

export const untouched: Tone = { of: (level) => level, gain: 1, error: 0 };

/** `slope` · level + `offset`, between 0 and 255. */
interface Line {
  readonly slope: number;
  readonly offset: number;
}

const onLine = (level: number, { slope, offset }: Line): number =>
  Math.min(255, Math.max(0, slope * level + offset));

const repaintColour = ([red, green, blue]: Rgb, line: Line): Rgb => [
  Math.round(onLine(red, line)),
  Math.round(onLine(green, line)),
  Math.round(onLine(blue, line)),
];

const follow = ({ of, gain, error }: Tone, line: Line): Tone => ({
  of: (level) => onLine(of(level), line),
  gain: gain * line.slope,
  error: error * line.slope + 0.5,
});

function repaint(from: Origin, line: Line, toneOf: (before: Tone) => Tone): Origin {
  switch (from.is) {
    case 'source':
      return { is: 'source', x: from.x, y: from.y, tone: toneOf(from.tone ?? untouched) };
    case 'colour':
      return { is: 'colour', colour: repaintColour(from.colour, line) };
    case 'over':
      // Half transparent colours mix before the ends of the range are held, and after.
      return from.alpha < 1
        ? { is: 'unknown' }
        : { ...from, colour: repaintColour(from.colour, line) };
    case 'nothing':
    case 'unknown':
      return from;
  }
}

const alongLine =
  (lineOf: (value: number) => Line): Step =>
  (view, tokens) => {
    const line = lineOf(Number(tokens[0]));
    // All points of a picture have one or two tones.
    const tones = new Map<Tone, Tone>();
    const toneOf = (before: Tone): Tone => {
      const known = tones.get(before) ?? follow(before, line);
      tones.set(before, known);
      return known;
    };
    return { ...view, origin: (x, y) => repaint(view.origin(x, y), line, toneOf) };
  };

/** bright: percents of white are added. */
export const bright = alongLine((value) => ({ slope: 1, offset: 2.55 * value }));

/** contrast: away from the middle between black and white, by the tangent of 45 degrees and their share. */
export const contrast = alongLine((value) => {
  const slope = Math.tan(((1 + value / 100) * Math.PI) / 4);
  return { slope, offset: 127.5 - 127.5 * slope };
});
