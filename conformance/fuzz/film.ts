import fc from 'fast-check';
import type { Operation, Spec } from '../../spec/corpus.ts';
import { type Film, findFilm } from '../films.ts';
import type { Then } from '../format/then.ts';
import { isRefused } from '../oracle/law.ts';
import { foreseeShot } from '../oracle/snapshot.ts';
import { noise } from './action.ts';
import { refused } from './expect.ts';
import { mistaken } from './mistake.ts';
import type { Drawn } from './property.ts';
import { failed, type Mistake, named } from './refusal.ts';

type Text = fc.Arbitrary<string>;

/** Clips of every rate, container, codec and turn that frames are taken of, and one of a codec that none are taken of. */
const names = [
  'clip-25.mp4',
  'clip-29.97.mp4',
  'clip-30.mp4',
  'clip-h265.mp4',
  'clip.mkv',
  'clip.mov',
  'clip.m2t',
  'clip-fragments.mp4',
  'clip-turned-90.mp4',
  'clip-turned-180.mp4',
  'clip-turned-270.mp4',
  'clip-mpeg4.mp4',
];

export const films = (): readonly Film[] => names.map(findFilm);

/** Times around the beginnings of frames and the end, and any. */
function time({ starts, end }: Film): Text {
  const edges = fc.constantFrom(...starts).chain((start) => {
    const after = Math.ceil(start);
    return fc.constantFrom(Math.max(0, after - 1), after, after + 1);
  });
  const last = Math.floor(end);
  const ends = fc.constantFrom(0, last - 1, last, last + 1, 9_007_199_254_740_991);
  const any = fc.integer({ min: 0, max: last + 300 });
  return fc.oneof({ weight: 2, arbitrary: edges }, ends, any).map((t) => `t_${t}`);
}

/** Sides of the video, their neighbours, 0, and any. */
function side(key: string, most: number): Text {
  const any = fc.integer({ min: 0, max: most });
  const edges = fc.constantFrom(0, 1, most - 1, most, most + 1, 16_384);
  return fc.oneof({ weight: 3, arbitrary: any }, edges).map((value) => `${key}_${value}`);
}

const word = (key: string, ...values: readonly string[]): Text =>
  fc.constantFrom(...values).map((value) => `${key}_${value}`);

/** A snapshot that is legal by its text, of one film; its values may be beyond what the film has. */
function legal(film: Film): Text {
  const { width, height } = film;
  const more = fc.oneof(
    side('w', width),
    side('h', height),
    side('l', Math.max(width, height)),
    side('s', Math.min(width, height)),
    word('m', 'fast'),
    word('f', 'jpg', 'png'),
    word('ar', 'auto', 'h', 'w'),
    noise,
  );
  return fc
    .tuple(time(film), fc.array(more, { maxLength: 4 }))
    .chain(([t, rest]) => fc.shuffledSubarray([t, ...rest], { minLength: rest.length + 1 }))
    .map((tokens) => ['video/snapshot', ...tokens].join(','));
}

/** A frame tells its number where its blocks are of some size. */
const legible = 40;

function expectationOf(process: string, film: Film, spec: Spec): Then {
  const seen = foreseeShot(process, film, spec);
  if ('beyond' in seen) return refused(beyond(seen.beyond, process, spec), spec);
  if (isRefused(seen)) return refused(named('', seen.refused, spec), spec);
  const { width, height, format, frame, turned } = seen;
  const tells = Math.min(width, height) >= legible;
  return {
    status: 200,
    size: `${width}x${height}`,
    ...((format === 'jpg' || format === 'png') && { format }),
    ...(tells && { frame, turned: String(turned) }),
  };
}

/** A value beyond the film is refused as one beyond the range of its parameter. */
function beyond(key: string, process: string, spec: Spec): Mistake {
  const parameter = spec.operations['video/snapshot']?.parameters[key];
  if (!parameter) throw new Error(`spec/ has no parameter ${key} of video/snapshot.`);
  const value = process.split(',').findLast((token) => token.startsWith(`${key}_`)) ?? '';
  return failed(
    parameter,
    key,
    { value: value.slice(key.length + 1), failure: 'outside' },
    '',
    spec,
  );
}

/** Snapshots of films: legal ones, and ones with exactly one thing wrong with their text. */
export function shotsOf(operation: Operation, spec: Spec): fc.Arbitrary<Drawn> {
  const any = fc.constantFrom(...films());
  const right = any.chain((film) =>
    legal(film).map((process) => ({
      fixture: film.fixture,
      process,
      then: expectationOf(process, film, spec),
    })),
  );
  const wrong = fc.tuple(any, mistaken(operation, spec)).map(([{ fixture }, mistake]) => ({
    fixture,
    process: `video/${mistake.action}`,
    then: refused(mistake, spec),
  }));
  return fc.oneof({ weight: 2, arbitrary: right }, { weight: 1, arbitrary: wrong });
}
