import type { Spec } from '../../spec/corpus.ts';
import type { Film } from '../films.ts';
import type { Refused } from './law.ts';
import type { Size } from './view.ts';

/** What the documents say of one frame. */
export interface Shot extends Size {
  readonly format: string;
  /** The number that it tells. */
  readonly frame: number;
  /** Degrees clockwise. */
  readonly turned: 0 | 90 | 180 | 270;
}

/** A value that is beyond what this video has. */
export interface Beyond {
  readonly beyond: 't' | 'w' | 'h' | 'l' | 's';
}

/** Milliseconds: sums of fractions are not exact, and no frame begins so shortly after a whole one. */
const hair = 1e-6;

/** The last frame that begins not after `t`; with `fast` the last key frame. */
export function frameAt({ starts, key }: Film, t: number, fast: boolean): number {
  const shown = starts.findLastIndex((start) => start <= t + hair);
  return fast ? shown - (shown % key) : shown;
}

/** Half up, and 1 at least. */
const near = (side: number): number => Math.max(1, Math.floor(side + 0.5 + hair));

/** Both sides where one or none is given, 0 for none. */
function complete({ width, height }: Size, w: number, h: number): Size {
  if (w > 0 && h > 0) return { width: w, height: h };
  if (w > 0) return { width: w, height: near((height * w) / width) };
  return h > 0 ? { width: near((width * h) / height), height: h } : { width, height };
}

const across = ({ width, height }: Size): Size => ({ width: height, height: width });
const isLying = (turned: number): boolean => turned % 180 !== 0;

function turnOf(ar: string | undefined, { turn }: Film, made: Size): Shot['turned'] {
  if (ar === undefined) return 0;
  const { width, height } = made;
  if (ar === 'auto' || width === height) return turn;
  const isHigher = (turned: number) => (isLying(turned) ? width > height : height > width);
  const ways: readonly Shot['turned'][] = [turn, 0, 90];
  return ways.find((turned) => isHigher(turned) === (ar === 'h')) ?? turn;
}

/** The last value of each key that this edition knows. */
function valuesOf(process: string, { operations, edition }: Spec): ReadonlyMap<string, string> {
  const known = Object.entries(operations['video/snapshot']?.parameters ?? {})
    .filter(([, { only }]) => (only ?? edition) === edition)
    .map(([key]) => key);
  const tokens = process.split(',').slice(1);
  return new Map(
    tokens
      .map((token): [string, string] => {
        const bar = token.indexOf('_');
        return [token.slice(0, bar), token.slice(bar + 1)];
      })
      .filter(([key]) => known.includes(key)),
  );
}

/** What a snapshot that is legal by its text makes of a film, or why it is refused. */
export function foreseeShot(process: string, film: Film, spec: Spec): Shot | Beyond | Refused {
  const values = valuesOf(process, spec);
  const numberOf = (key: string): number => Number(values.get(key) ?? 0);
  const [t, w, h, l, s] = ['t', 'w', 'h', 'l', 's'].map(numberOf);
  const { width, height, codec, end } = film;
  const isOld = spec.edition === '2019-09';
  if (codec === 'mpeg4' || (codec === 'h265' && isOld))
    return { refused: 'video/snapshot:not-supported' };
  if (isOld && (t ?? 0) > end + hair) return { beyond: 't' };
  if ((w ?? 0) > width) return { beyond: 'w' };
  if ((h ?? 0) > height) return { beyond: 'h' };
  if ((l ?? 0) > Math.max(width, height)) return { beyond: 'l' };
  if ((s ?? 0) > Math.min(width, height)) return { beyond: 's' };
  const [x, y] = w || h ? [w, h] : width < height ? [s, l] : [l, s];
  const made = complete(film, x ?? 0, y ?? 0);
  const turned = turnOf(values.get('ar'), film, made);
  return {
    ...(isLying(turned) ? across(made) : made),
    format: values.get('f') ?? 'jpg',
    frame: frameAt(film, t ?? 0, values.get('m') === 'fast'),
    turned,
  };
}
