import type { Spec } from '../../spec/corpus.ts';
import { autoOrient, inOrder } from './auto-orient.ts';
import { crop } from './crop.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import {
  breach,
  choice,
  isRefused,
  type Law,
  type Outcome,
  type Refused,
  type Source,
  type Step,
} from './law.ts';
import { resize } from './resize.ts';
import { rotate } from './rotate.ts';
import { type Call, numberOf, split, valuesOf } from './split.ts';
import { type Size, type View, whole } from './view.ts';

/** The picture that a chain makes; sizes in pixels. What no document says is left out. */
export interface Prediction extends Size, Encoding {
  readonly frames?: number;
  /** The answer is the source's own bytes. */
  readonly unchanged?: true;
  /** Where the point x,y of the result comes from; pixel 0,0 covers 0 to 1 in both directions. */
  readonly origin: View['origin'];
}

const transforms: Readonly<Record<string, Step>> = {
  resize,
  crop,
  rotate,
  'auto-orient': autoOrient,
};
const encodes = ['format', 'quality', 'interlace'];

/** One action on the result of the one before; encodes change no pixel. */
function follow(view: Outcome, { name, tokens }: Call, law: Law): Outcome {
  const step = transforms[name];
  if (!view || isRefused(view) || !step) return view;
  const after = step(view, tokens, law);
  const still = law.spec.operations[`image/${name}`]?.animated === 'still';
  return after && !isRefused(after) && still && after.frames > 1 ? { ...after, frames: 1 } : after;
}

/** Whether a chain of one action has nothing to do, and this edition then answers the source itself. */
function isUnchanged(calls: readonly Call[], before: Outcome, after: View, law: Law): boolean {
  const [only, ...more] = calls;
  if (!only || more.length > 0 || law.source.frames > 1) return false;
  if (only.name === 'resize')
    return before === after && choice(law, 'image/resize', 'limit-answers') === 'source';
  const asked = numberOf(valuesOf(only.tokens), 'Q');
  return (
    only.name === 'quality' &&
    law.source.format === 'jpg' &&
    (asked ?? 0) > (law.source.quality ?? Infinity) &&
    choice(law, 'image/quality', 'above-source') === 'source'
  );
}

/** The origin of every point in a format without alpha. */
function opaque({ origin }: View, law: Law): View['origin'] {
  const level = choice(law, 'image/format', 'alpha-to-jpg') === 'white' ? 255 : 0;
  return (x, y) => {
    const from = origin(x, y);
    return from.is === 'nothing' ? { is: 'colour', colour: [level, level, level] } : from;
  };
}

/** Frames of the result; no document tells what quality and interlace do to an animation. */
function framesOf(
  { frames }: View,
  { format }: Encoding,
  calls: readonly Call[],
): number | undefined {
  if (frames === 1 || format === 'jpg' || format === 'png') return 1;
  return calls.some(({ name }) => name === 'quality' || name === 'interlace') ? undefined : frames;
}

/**
 * What a chain of the emulated image operations makes of a source, by the documents and the choices of `spec`: a picture, or a
 * refusal that its sizes cause. The chain itself is legal. Undefined: another operation is in it, or no document says.
 */
export function foresee(
  process: string,
  source: Source,
  spec: Spec,
): Prediction | Refused | undefined {
  const written = split(process);
  const known = (name: string): boolean =>
    Object.hasOwn(transforms, name) || encodes.includes(name);
  if (!written || written.length === 0 || !written.every(({ name }) => known(name)))
    return undefined;
  const calls = inOrder(written);
  const law = { spec, source };
  const refused = breach(law, undefined, 'source', source);
  if (refused) return refused;
  const before = whole(source, source.frames);
  const view = calls.reduce<Outcome>((so, call) => follow(so, call, law), before);
  if (!view || isRefused(view)) return view;
  const { width, height } = view;
  if (isUnchanged(calls, before, view, law))
    return { ...view, format: source.format, unchanged: true };
  const encoding = encodingOf(calls, law);
  const frames = framesOf(view, encoding, calls);
  const broken = breach(law, undefined, 'result', { ...view, format: encoding.format });
  const origin = encoding.format === 'jpg' ? opaque(view, law) : view.origin;
  return broken ?? { width, height, origin, ...encoding, ...(frames ? { frames } : {}) };
}

/** The picture of `foresee`; undefined also where it foresees a refusal. */
export function predict(process: string, source: Source, spec: Spec): Prediction | undefined {
  const outcome = foresee(process, source, spec);
  return outcome && !isRefused(outcome) ? outcome : undefined;
}
